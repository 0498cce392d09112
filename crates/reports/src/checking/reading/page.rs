//! A web page: its text without scripts and styles, tables as cells and rows. Pages of offices are seldom well formed, so
//! tags are read one by one and nothing is expected of them.

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 20] = [
    "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "section", "article", "header", "footer",
    "title", "hr", "dd",
];
/// Elements whose content is no text.
const SILENT: [&str; 5] = ["script", "style", "noscript", "template", "del"];

/// Whether a text is a page.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let head = head.trim_start();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<') && ["<body", "<p>", "<p ", "<table", "<div"].iter().any(|tag| head.contains(tag)))
}

/// The text of a page.
pub(super) fn text(page: &str) -> String {
    let mut out = String::with_capacity(page.len() / 2);
    let mut rest = page;
    let mut cells = 0usize;
    while let Some(at) = rest.find('<') {
        push(&mut out, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some((tag, behind)) = rest[1..].split_once('>') else {
            rest = "";
            break;
        };
        rest = behind;
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if !closing && SILENT.contains(&name.as_str()) && !tag.ends_with('/') {
            rest = behind_closing(rest, &name);
        } else if name == "table" {
            cells = if closing { cells.saturating_sub(1) } else { cells + 1 };
            line(&mut out);
        } else if (name == "td" || name == "th") && closing {
            out.push(if cells > 1 { ' ' } else { '\t' });
        } else if name == "tr" && closing {
            let trimmed = out.trim_end_matches('\t').len();
            out.truncate(trimmed);
            if cells > 1 { out.push(' ') } else { out.push('\n') }
        } else if BLOCKS.contains(&name.as_str()) && cells == 0 {
            line(&mut out);
        }
    }
    push(&mut out, rest);
    out
}

/// What stands behind the closing tag of an element.
fn behind_closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let closing = format!("</{name}");
    let found = rest.char_indices().find(|(at, sign)| {
        *sign == '<' && rest.get(*at..*at + closing.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(&closing))
    });
    found.and_then(|(at, _)| rest[at..].split_once('>')).map_or("", |(_, rest)| rest)
}

fn line(out: &mut String) {
    if !out.ends_with('\n') && !out.is_empty() {
        out.push('\n');
    }
}

/// Text between tags: line ends of the source are blanks, entities are signs.
fn push(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\n', '\r', '\t']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if !rest.starts_with('&') {
            if out.ends_with(|sign: char| sign.is_ascii_alphanumeric()) {
                out.push(' ');
            }
            rest = rest.trim_start_matches(['\n', '\r', '\t', ' ']);
            continue;
        }
        let end = rest.char_indices().take(12).find(|(_, sign)| *sign == ';').map(|(at, _)| at);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((sign, end)) => {
                out.push(sign);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    let code = name.strip_prefix('#').map(|code| match code.strip_prefix(['x', 'X']) {
        Some(code) => u32::from_str_radix(code, 16).ok(),
        None => code.parse().ok(),
    });
    match (code, name) {
        (Some(code), _) => char::from_u32(code?),
        (None, "nbsp" | "ensp" | "emsp" | "thinsp") => Some(' '),
        (None, "lt") => Some('<'),
        (None, "gt") => Some('>'),
        (None, "amp") => Some('&'),
        (None, "quot" | "ldquo" | "rdquo") => Some('"'),
        (None, "mdash") => Some('—'),
        (None, "middot") => Some('·'),
        (None, _) => None,
    }
}
