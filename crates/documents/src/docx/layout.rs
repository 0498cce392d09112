//! Measures of GB/T 9704-2012: paper, type area, faces, sizes, lines. Lengths are points (1/72 inch) unless named otherwise.

use docx_rs::{Docx, LineSpacing, LineSpacingType, PageMargin, Paragraph, Run, RunFonts};
use vocabulary::Date;

/// Width of a sign of the body: 三号, 16 points.
pub(super) const SIGN: i32 = 16;
/// Size of the body (三号).
pub(super) const BODY: i32 = 16;
/// Distance of lines: 22 lines fill the 225 mm of the type area.
pub(super) const LINE: i32 = 29;
/// Size of the title (二号) and distance of its lines.
pub(super) const TITLE: i32 = 22;
pub(super) const TITLE_LINE: i32 = 36;
/// Size of page numbers (四号).
pub(super) const PAGE_NUMBER: i32 = 14;
/// Size of tables and notes (小四) and distance of their lines.
pub(super) const SMALL: i32 = 12;
pub(super) const SMALL_LINE: i32 = 20;
/// Size of the raised marks behind figures, before it is raised.
pub(super) const MARK: i32 = 16;
/// Width of the type area: 156 mm.
pub(super) const TYPE_AREA: i32 = 442;
/// Red of the mark of the issuer and of the line under it.
pub(super) const RED: &str = "E60012";
/// Largest size of the issuer's mark, which 22 mm bound.
const MARK_OF_ISSUER_MAX: i32 = 44;

/// The faces of the standard, by the names under which Chinese Windows and WPS have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Body.
    FangSong,
    /// Headings of the first level.
    Hei,
    /// Headings of the second level.
    Kai,
    /// Page numbers.
    Song,
    /// Title and issuer's mark.
    XiaoBiaoSong,
}

impl Face {
    fn name(self) -> &'static str {
        match self {
            Face::FangSong => "仿宋",
            Face::Hei => "黑体",
            Face::Kai => "楷体",
            Face::Song => "宋体",
            Face::XiaoBiaoSong => "方正小标宋简体",
        }
    }
}

/// Points as twentieths of a point, the unit of docx.
pub(super) fn twips(points: i32) -> i32 {
    points * 20
}

/// Millimetres as twentieths of a point.
const fn millimetres(length: i32) -> i32 {
    length * 1440 * 10 / 254
}

/// An empty document on the standard's paper, made on that day.
pub(super) fn page(date: Date) -> Docx {
    let margin = PageMargin {
        top: millimetres(37),
        left: millimetres(28),
        right: millimetres(26),
        bottom: millimetres(35),
        header: millimetres(15),
        // The page number stands 7 mm below the type area.
        footer: millimetres(23),
        gutter: 0,
    };
    let made = format!("{date}T00:00:00Z");
    Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .default_fonts(fonts(Face::FangSong))
        .default_size(size(BODY))
        .created_at(&made)
        .updated_at(&made)
}

fn fonts(face: Face) -> RunFonts {
    let name = face.name();
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name)
}

/// Half points, the unit of sizes in docx.
fn size(points: i32) -> usize {
    usize::try_from(2 * points).expect("sizes are above zero")
}

/// Words in a face and size.
pub(super) fn text(words: &str, face: Face, points: i32) -> Run {
    let run = Run::new().fonts(fonts(face)).size(size(points));
    if words.is_empty() { run } else { run.add_text(words) }
}

/// Lines exactly so far apart.
pub(super) fn exactly(points: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips(points)).before(0).after(0)
}

/// A paragraph of the body without words yet.
pub(super) fn body() -> Paragraph {
    Paragraph::new().line_spacing(exactly(LINE)).size(size(BODY))
}

/// Width of words of the body's size: a Chinese sign is as wide as high, a Latin one half of that.
pub(super) fn width_of(words: &str) -> i32 {
    words.chars().map(|sign| if sign.is_ascii() { SIGN / 2 } else { SIGN }).sum()
}

/// Size of the issuer's mark: as large as the line allows.
pub(super) fn mark_size(mark: &str) -> i32 {
    let signs = i32::try_from(mark.chars().count()).expect("an office has a short name");
    (TYPE_AREA * 95 / 100 / signs.max(1)).min(MARK_OF_ISSUER_MAX)
}

/// The title in lines of like length, none longer than the type area; numbers stay with the sign that follows them.
pub(super) fn title_lines(title: &str) -> Vec<String> {
    // In halves of a sign, which a Latin one takes.
    let width = |words: &str| words.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum::<i32>();
    let widest = TYPE_AREA * 2 / TITLE;
    let even = (width(title) + 1) / ((width(title) + widest - 1) / widest).max(1);
    let mut lines = vec![String::new()];
    for word in words_of(title) {
        let line = lines.last().map_or(0, |line| width(line));
        if line > 0 && (line >= even || line + width(&word) > widest) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&word);
        }
    }
    lines
}

/// The signs of a title, digits together with the sign behind them: 2022年, 10月.
fn words_of(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut in_number = false;
    for sign in title.chars() {
        match words.last_mut() {
            Some(number) if in_number => number.push(sign),
            Some(_) | None => words.push(sign.to_string()),
        }
        in_number = sign.is_ascii_digit();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_title_stands_in_one_line_and_a_long_one_in_lines_of_like_length() {
        assert_eq!(title_lines("关于农村低保情况的报告"), ["关于农村低保情况的报告"]);
        assert_eq!(
            title_lines("清水县民政局关于2022年10月农村低保动态管理情况的报告"),
            ["清水县民政局关于2022年10月", "农村低保动态管理情况的报告"]
        );
    }

    #[test]
    fn no_line_of_a_title_is_longer_than_the_type_area() {
        for length in 1..90 {
            let title: String = "清水县民政局关于".chars().cycle().take(length).collect();
            let lines = title_lines(&title);
            assert_eq!(lines.concat(), title);
            assert!(lines.iter().all(|line| (1..=20).contains(&line.chars().count())), "{lines:?}");
        }
    }
}
