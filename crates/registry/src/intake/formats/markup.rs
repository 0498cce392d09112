//! Tags and texts of XML and HTML, as far as tables are written in them.
//!
//! Holds: any bytes give some tokens and an end; names come without their prefix, since programs write `row` and `x:row`
//! alike. Absent on purpose: whether the document is well formed, and entities that a document defines itself.
//!
//! quick-xml is not used: web pages are not XML, and calamine, which reads sheets with it, takes four times as long as this
//! scan for the same cells (measured in `xlsx`).

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<row r="1">`, or `<row/>`.
    Open(Tag<'a>),
    /// `</row>`, by its name without prefix.
    Close(&'a [u8]),
    /// What stands between tags, with its entities.
    Text(&'a [u8]),
    /// What is not to be read as markup.
    Literal(&'a [u8]),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Name without prefix.
    pub name: &'a [u8],
    /// What follows the name.
    pub attributes: &'a [u8],
    /// Closed in itself, as `<row/>`.
    pub is_closed: bool,
}

/// The tokens of a document or of a piece of one.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
    /// The element whose content is not markup, as the script of a page.
    unread: Option<&'static [u8]>,
    skips_scripts: bool,
}

impl<'a> Tokens<'a> {
    /// Of XML.
    pub(super) fn of_xml(text: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: text, unread: None, skips_scripts: false }
    }

    /// Of a web page, whose scripts and styles are passed over.
    pub(super) fn of_page(text: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: text, unread: None, skips_scripts: true }
    }

    /// `<!-- -->`, `<![CDATA[ ]]>`, `<!DOCTYPE >` and `<? >`: passed over but for the second.
    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = self.rest;
        if let Some(literal) = rest.strip_prefix(b"<![CDATA[") {
            let (text, after) = split(literal, b"]]>");
            self.rest = after;
            return Some(Token::Literal(text));
        }
        let ending: &[u8] = if rest.starts_with(b"<!--") { b"-->" } else { b">" };
        self.rest = split(rest, ending).1;
        None
    }

    fn tag(&mut self, after: &'a [u8]) -> Option<Token<'a>> {
        let (inside, rest) = self.inside_of_tag(after)?;
        self.rest = rest;
        if let Some(name) = inside.strip_prefix(b"/") {
            return Some(Token::Close(local(name.trim_ascii_end())));
        }
        let (inside, is_closed) = inside.strip_suffix(b"/").map_or((inside, false), |inside| (inside, true));
        let end = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        let name = local(name);
        if self.skips_scripts && !is_closed {
            self.unread = [&b"script"[..], b"style"].into_iter().find(|unread| name.eq_ignore_ascii_case(unread));
        }
        Some(Token::Open(Tag { name, attributes, is_closed }))
    }

    /// Up to the bracket that closes the tag: one in a quoted value does not.
    #[inline]
    fn inside_of_tag(&self, after: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let mut quote = 0u8;
        let mut before = 0u8;
        for (at, sign) in after.iter().enumerate() {
            match *sign {
                b'>' if quote == 0 => return Some((&after[..at], &after[at + 1..])),
                mark @ (b'"' | b'\'') if quote == 0 && before == b'=' => quote = mark,
                mark if quote != 0 && mark == quote => quote = 0,
                _inside => {}
            }
            if *sign != b' ' {
                before = *sign;
            }
        }
        None
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    #[inline]
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if let Some(name) = self.unread.take() {
                self.rest = behind_script(self.rest, name);
            }
            let rest = self.rest;
            match (rest.first()?, rest.get(1)) {
                (b'<', Some(b'!' | b'?')) => {
                    if let Some(token) = self.declaration() {
                        return Some(token);
                    }
                }
                (b'<', Some(sign)) if sign.is_ascii_alphabetic() || matches!(sign, b'/' | b'_') || *sign >= 0x80 => {
                    return self.tag(rest.get(1..)?);
                }
                (b'<', None) => return None,
                (_text, _) => {
                    // A bracket that begins no tag is part of the text.
                    let end = memchr(b'<', &rest[1..]).map_or(rest.len(), |at| at + 1);
                    let (text, after) = rest.split_at(end);
                    self.rest = after;
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

fn split<'a>(text: &'a [u8], ending: &[u8]) -> (&'a [u8], &'a [u8]) {
    let at = memmem::find(text, ending).unwrap_or(text.len());
    (&text[..at], text.get(at + ending.len()..).unwrap_or_default())
}

/// Where `</script` begins.
fn behind_script<'a>(text: &'a [u8], name: &[u8]) -> &'a [u8] {
    let ends = memmem::find_iter(text, b"</")
        .find(|at| text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)));
    ends.and_then(|at| text.get(at..)).unwrap_or_default()
}

/// A name without its prefix.
#[inline]
fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|sign| *sign == b':') {
        Some(at) => &name[at + 1..],
        None => name,
    }
}

/// The attributes of a tag: names without prefix, values without quotes and with their entities.
pub(super) struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    #[inline]
    fn next(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let text = self.0.trim_ascii_start();
        if text.is_empty() {
            return None;
        }
        let end = text.iter().position(|sign| *sign == b'=' || sign.is_ascii_whitespace()).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let rest = rest.trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else {
            // An attribute without value, as pages have them.
            self.0 = rest;
            return Some((local(name), b""));
        };
        let rest = rest.trim_ascii_start();
        let (value, rest) = match rest.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let inside = &rest[1..];
                let end = inside.iter().position(|sign| sign == quote).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or_default())
            }
            _unquoted => rest.split_at(rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())),
        };
        self.0 = rest;
        Some((local(name), value))
    }
}

impl<'a> Tag<'a> {
    /// Name and value of each attribute.
    #[inline]
    pub(super) fn each_attribute(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// The value of an attribute, in whatever letters its name is written.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut all = self.each_attribute();
        all.find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| unescaped(value))
    }

    /// Whether it opens an element of this name, in whatever letters.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// Whether an attribute says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
    }
}

/// A text without entities. Bytes that are no UTF-8 become the sign that stands for such.
pub(super) fn unescaped(text: &[u8]) -> Cow<'_, str> {
    if memchr(b'&', text).is_none() {
        return String::from_utf8_lossy(text);
    }
    let text = String::from_utf8_lossy(text);
    let mut plain = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest entity that is read has ten signs: `&#x10FFFF;`.
        let entity = rest.bytes().take(10).position(|sign| sign == b';').map(|end| (&rest[1..end], end));
        match entity.and_then(|(name, end)| Some((entity_sign(name)?, end))) {
            Some((sign, end)) => {
                plain.push(sign);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity_sign(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        "middot" => Some('·'),
        "yen" => Some('¥'),
        _rare => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tokens: Tokens<'_>) -> Vec<String> {
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let tokens = tokens.map(|token| match token {
            Token::Open(tag) => format!("<{}{}", show(tag.name), if tag.is_closed { "/" } else { "" }),
            Token::Close(name) => format!("/{}", show(name)),
            Token::Text(text) | Token::Literal(text) => show(text),
        });
        tokens.collect()
    }

    #[test]
    fn tags_come_without_prefix_and_comments_not_at_all() {
        let text = "<?xml version='1.0'?><!-- <no> --><x:row r='1'><x:c/>a&amp;b<![CDATA[<i>]]></x:row >";
        assert_eq!(shown(Tokens::of_xml(text.as_bytes())), ["<row", "<c/", "a&amp;b", "<i>", "/row"]);
    }

    #[test]
    fn a_bracket_in_a_quoted_value_closes_nothing_and_one_in_a_text_opens_nothing() {
        let text = "<td title=\"a>b\" x='c>d' e = \">\">1 < 2</td>";
        assert_eq!(shown(Tokens::of_page(text.as_bytes())), ["<td", "1 ", "< 2", "/td"]);
    }

    #[test]
    fn scripts_and_styles_of_a_page_are_not_read() {
        let text = "<STYLE>td{}<tr></STYLE><script>if (a<b) '<td>'</script><td>";
        assert_eq!(shown(Tokens::of_page(text.as_bytes())), ["<STYLE", "/STYLE", "<script", "/script", "<td"]);
    }

    #[test]
    fn a_tag_that_is_cut_off_is_the_end() {
        let mut tokens = Tokens::of_xml(b"a<row r=\"1");
        assert_eq!(tokens.next(), Some(Token::Text(b"a")));
        assert_eq!(tokens.next(), None);
        assert_eq!(tokens.rest, b"<row r=\"1");
    }

    #[test]
    fn attributes_are_read_quoted_and_not() {
        let Some(Token::Open(tag)) = Tokens::of_page(b"<td colspan=2 ss:Index = '3' hidden CLASS=\"a b\">").next() else {
            panic!("an opening tag");
        };
        let shown: Vec<(String, String)> = tag
            .each_attribute()
            .map(|(name, value)| (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value).into_owned()))
            .collect();
        let shown: Vec<(&str, &str)> = shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(shown, [("colspan", "2"), ("Index", "3"), ("hidden", ""), ("CLASS", "a b")]);
        assert_eq!(tag.attribute("class").as_deref(), Some("a b"));
    }

    #[test]
    fn entities_become_their_signs_and_unknown_ones_stay() {
        let cases = [("a&lt;b&#20013;&#x4E2D;", "a<b中中"), ("&unknown;&", "&unknown;&"), ("&#xD800;", "&#xD800;"), ("&;", "&;")];
        for (text, plain) in cases {
            assert_eq!(unescaped(text.as_bytes()), plain);
        }
    }
}
