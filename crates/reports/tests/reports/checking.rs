//! The checker on a county's report that lost its separators, on files of every kind, and on files that are none.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use reports::Verdict;
use reports::checking::{Checked, RelationKind, StatedValue, TextRefusal, check, read};

/// A report in other words than any real one, with figures that were published and the damage they were published with.
const REPORT: &str = include_str!("../fixtures/county-report-2022.txt");

/// Households and persons the report states together, in the order of its first statement of each.
const PAIRS: [(&str, i64, i64); 45] = [
    ("857625697", 8576, 25697),
    ("550512331", 5505, 12331),
    ("12622088", 1262, 2088),
    ("424310243", 4243, 10243),
    ("341914894", 3419, 14894),
    ("290812565", 2908, 12565),
    ("163801", 163, 801),
    ("910968", 910, 968),
    ("2075394176", 20753, 94176),
    ("404214617", 4042, 14617),
    ("16875783", 1687, 5783),
    ("10174517", 1017, 4517),
    ("120139", 120, 139),
    ("44", 4, 4),
    ("12184178", 1218, 4178),
    ("20754671", 2075, 4671),
    ("7003311", 700, 3311),
    ("4031644", 403, 1644),
    ("215884", 215, 884),
    ("77392", 77, 392),
    ("55", 5, 5),
    ("22", 2, 2),
    ("1120", 11, 20),
    ("106363", 106, 363),
    ("98249", 98, 249),
    ("11244559", 1124, 4559),
    ("8923251", 892, 3251),
    ("4481545", 448, 1545),
    ("2441085", 244, 1085),
    ("48", 4, 8),
    ("199613", 199, 613),
    ("1420", 14, 20),
    ("173405", 173, 405),
    ("45214", 45, 214),
    ("41151", 41, 151),
    ("24109", 24, 109),
    ("527", 5, 27),
    ("11", 1, 1),
    ("1114", 11, 14),
    ("11", 1, 1),
    ("1885", 18, 85),
    ("980220003", 9802, 20003),
    ("192463", 192, 463),
    ("3531568", 353, 1568),
    ("7220", 7220, 22000),
];

fn pairs(checked: &Checked) -> Vec<(String, i64, i64)> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let pair = |figure: &reports::checking::StatedFigure| match figure.value {
        StatedValue::Both { households, persons } => Some((digits(&figure.text), households.as_whole()?, persons.as_whole()?)),
        StatedValue::One(_) | StatedValue::Unreadable => None,
    };
    checked.figures.iter().filter_map(pair).collect()
}

#[test]
fn all_forty_five_figures_of_households_and_persons_are_parted_and_no_other() {
    let checked = check(REPORT);
    let found = pairs(&checked);
    let mut expected: Vec<(String, i64, i64)> =
        PAIRS.iter().map(|(text, households, persons)| ((*text).to_owned(), *households, *persons)).collect();
    let mut distinct = found.clone();
    for list in [&mut expected, &mut distinct] {
        list.sort();
        list.dedup();
    }
    assert_eq!(distinct, expected);
    assert!(found.len() >= PAIRS.len(), "{} of {}", found.len(), PAIRS.len());
}

#[test]
fn the_three_contradictions_of_the_report_are_found_and_nothing_right_is_accused() {
    let checked = check(REPORT);
    let text = |id: usize| checked.figures[id].value_text();
    let failing: Vec<(RelationKind, Vec<String>)> =
        checked.failing().map(|one| (one.kind, one.figures.iter().map(|id| text(*id)).collect())).collect();
    let has = |kind, part: &str| {
        failing.iter().any(|(other, figures)| *other == kind && figures.iter().any(|figure| figure.contains(part)))
    };
    assert!(has(RelationKind::Sum, "3419户14894人"), "{failing:?}");
    assert!(has(RelationKind::Union, "6962人"), "{failing:?}");
    assert!(has(RelationKind::Repeat, "28人"), "{failing:?}");
    let wrong = ["3419户14894人", "6962人", "28人"];
    for (kind, figures) in &failing {
        assert!(figures.iter().any(|figure| wrong.contains(&figure.as_str())), "{kind:?} {figures:?}");
    }
}

#[test]
fn the_likeliest_wrong_total_is_named_with_what_it_should_be() {
    let checked = check(REPORT);
    let total =
        checked.figures.iter().find(|figure| figure.value_text() == "3419户14894人").expect("the total of classes 3 and 4");
    assert_eq!(checked.corrected(total.id).as_deref(), Some("3071户13366人"));
}

#[test]
fn households_that_count_under_two_programmes_are_plausible() {
    let checked = check(REPORT);
    let relation = checked.relations.iter().find(|one| one.computed.contains("895户")).expect("the marginal-prone list");
    assert_eq!((relation.verdict, relation.stated.as_str()), (Verdict::Plausible, "892户；3251人"));
}

#[test]
fn the_marked_text_says_every_change_and_keeps_what_was_printed() {
    let marked = check(REPORT).marked_text();
    for part in ["5505户12331人【原文“550512331人”】", "疑误，最可能应为3071户13366人", "核对说明", "孤儿前后两处数字一致"]
    {
        assert!(marked.contains(part), "{part}");
    }
}

#[test]
fn persons_stated_once_with_their_households_are_not_parted_where_they_stand_alone() {
    let text =
        "全县农村低保对象857625697人。农村特困供养户910968。代管特困老人41名。动态管理之外，为968分散供养特困人员确定监护人。";
    let found: Vec<String> = check(text).figures.iter().map(reports::checking::StatedFigure::value_text).collect();
    assert_eq!(found, ["8576户25697人", "910户968人", "41人", "968人"]);
}

#[test]
fn a_run_that_can_be_read_both_ways_says_both_and_is_accused_of_nothing() {
    let text = "全县农村低保对象550512331人，一类12622088人，二类424310243人，本年新增1114人，其中因病1206人。";
    let checked = check(text);
    let run = checked.figures.iter().find(|figure| figure.text == "1114人").expect("the run");
    assert_eq!((run.value_text().as_str(), run.repaired.as_deref()), ("1114人", None));
    for reading in ["一个数1114", "11户14人"] {
        assert!(run.why.contains(reading), "{}", run.why);
    }
    assert!(!checked.failing().any(|relation| relation.figures.contains(&run.id)));
}

#[test]
fn a_run_that_no_split_explains_says_that_it_cannot_be_recovered() {
    let checked = check("全县农村低保对象100000000009人。");
    let run = checked.figures.first().expect("the run");
    assert_eq!(run.value, StatedValue::Unreadable);
    assert!(run.why.contains("无法还原"), "{}", run.why);
}

#[test]
fn relations_in_the_words_of_reports_fail_where_one_number_is_wrong_and_hold_where_none_is() {
    let check = |right: &str, number: &str, wrong: &str| {
        assert_eq!(fails(right), Vec::<String>::new(), "{right}");
        let text = right.replacen(number, wrong, 1);
        assert!(!fails(&text).is_empty(), "{text}");
    };
    check("60岁以上老年人2560人，占总人数的32%，总人数为8000人。", "32%", "23%");
    check("覆盖人口12450人，占全县农业人口249000人的5.0%。", "5.0%", "5.6%");
    check("全县核定床位1250张，入住老人800人，入住率为64%。", "64%", "46%");
    check("全县62个村已有58个村建立服务点，覆盖率93.5%。", "93.5", "95.3");
    check("东镇、西镇、南镇三个乡镇共清退187户，分别为62户、48户、77户。", "187", "178");
    check("1月发放213.4万元、2月发放214.1万元、3月发放215.6万元，一季度累计发放643.1万元。", "215.6", "251.6");
    check("应发放补贴资金862.4万元，实际到账851.2万元，尚有11.2万元未到账。", "851.2", "815.2");
    check("6月末在册低保7865人，较5月末增加35人；5月末在册7830人。", "35人", "53人");
    check("全县特困人员较上年的1406人减少58人，现为1348人。", "58人", "85人");
    check("享受高龄津贴6843人，80—89周岁5920人，90—99周岁901人，100周岁以上22人。", "6843", "6834");
    check("全县临时救助备用金156.8万元。\n管理156.8万元临时救助备用金。", "管理156.8", "管理165.8");
    check("月份\t新增户数\t退出户数\t在册户数\n1月\t12\t5\t367\n2月\t8\t10\t365\n3月\t6\t14\t357\n", "357", "375");
}

#[test]
fn a_rate_that_may_be_of_several_counts_is_not_accused() {
    let text = "全县28个社区，建成社区食堂21个、日间照料中心25个，覆盖率达89.3%。";
    assert_eq!(fails(text), Vec::<String>::new());
}

fn fails(text: &str) -> Vec<String> {
    check(text).failing().map(|one| format!("{} {} {}", one.kind.code(), one.computed, one.stated)).collect()
}

#[test]
fn a_list_that_does_not_say_it_is_complete_is_never_accused() {
    for text in [
        "全县低保对象5600人，其中残疾人1204人、老年人1830人。",
        "共发放资金500万元，其中低保金300万元、特困金150万元。",
        "全县救助困难群众3200户8100人，其中低保2100户5600人、临时救助1500户4200人。",
        "全县孤儿25人。上年全县孤儿28人。",
        "东山镇低保120户300人。西山镇低保130户320人。",
    ] {
        assert_eq!(fails(text), Vec::<String>::new(), "{text}");
    }
}

fn docx(body: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let xml = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    archive.write_all(xml.as_bytes()).expect("written");
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_word_file_is_read_across_split_runs_and_as_its_revisions_leave_it() {
    let body = "<w:p><w:r><w:t>特困96</w:t></w:r><w:r><w:t>0人，其中集中41</w:t></w:r><w:ins><w:r><w:t>人、</w:t></w:r></w:ins>\
                <w:del><w:r><w:delText>900人</w:delText></w:r></w:del><w:r><w:t>分散927人</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>乡镇</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>户数</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>";
    let read = read(&docx(body)).expect("a document");
    assert_eq!(read.text, "特困960人，其中集中41人、分散927人\n乡镇\t户数内 \n");
    assert!(read.notes[0].contains("修订"));
    assert_eq!(fails(&read.text), ["sum 968人 960人"]);
}

#[test]
fn a_word_file_with_macros_is_read_and_its_macros_are_not() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        (
            "word/document.xml",
            "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>特困960人</w:t></w:r></w:p></w:body></w:document>",
        ),
        ("word/vbaProject.bin", "Sub AutoOpen()"),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(content.as_bytes()).expect("written");
    }
    let read = read(&archive.finish().expect("an archive").into_inner()).expect("a document");
    assert_eq!(read.text, "特困960人\n");
    assert!(read.notes.iter().any(|note| note.contains("宏")), "{:?}", read.notes);
}

#[test]
fn a_page_is_read_without_scripts_and_with_its_tables() {
    let page = "<!DOCTYPE html><html><head><style>p{}</style><script>var a='1户';</script></head><body><p>特困&nbsp;960人</p>\
                <table><tr><th>乡镇</th><th>户数</th></tr><tr><td>东</td><td>5</td></tr></table></body></html>";
    assert_eq!(read(page.as_bytes()).expect("a page").text, "特困 960人\n乡镇\t户数\n东\t5\n");
}

#[test]
fn text_in_gb18030_and_in_two_encodings_is_read() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("全县特困968人");
    assert_eq!(read(&bytes).expect("a text").text, "全县特困968人");
    let mut mixed = "低保25人\n".as_bytes().to_vec();
    mixed.extend_from_slice(&bytes);
    mixed.extend_from_slice(b"\n\xff\xff\n");
    let read = read(&mixed).expect("a text");
    assert!(read.text.starts_with("低保25人\n全县特困968人\n") && read.notes[0].contains("混用"), "{read:?}");
}

#[test]
fn what_gives_no_text_is_refused_with_a_sentence() {
    let check = |bytes: &[u8], code| {
        let refusal = read(bytes).expect_err("no text");
        assert_eq!(refusal.code(), code, "{refusal}");
        assert!(refusal.to_string().contains('请'), "{refusal}");
    };
    check(b"", "RP-301");
    check(b"  \n", "RP-301");
    check(&vec![b'1'; 50 << 20], "RP-302");
    check(&vec![b'1'; 2 << 20], "RP-303");
    check(b"\x89PNG\r\n\x1a\n", "RP-306");
    check(b"PK\x03\x04broken", "RP-307");
    check(b"%PDF-1.4 broken", "RP-307");
    check(&blank_pdf(), "RP-304");
    assert_eq!(read(&docx("")).expect_err("nothing in it"), TextRefusal::Empty);
}

/// A PDF of one page without any text, as a scanner makes it.
fn blank_pdf() -> Vec<u8> {
    use lopdf::{Document, Object, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let page = document.add_object(
        dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] },
    );
    document
        .objects
        .insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_with_changed_bytes_is_read_or_refused_and_never_more(
        kind in 0usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = match kind {
            0 => REPORT.as_bytes()[..3_000].to_vec(),
            1 => docx("<w:p><w:r><w:t>特困960人，其中集中41人</w:t></w:r></w:p>"),
            2 => blank_pdf(),
            _ => b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec(),
        };
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if cut.index(3) == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(read) = read(&bytes) {
            let checked = check(&read.text);
            let signs = read.text.chars().count();
            prop_assert!(checked.figures.iter().all(|figure| figure.start < figure.end && figure.end <= signs));
            prop_assert!(!checked.marked_text().is_empty());
        }
    }

    #[test]
    fn any_mixture_of_the_words_of_reports_is_checked_without_a_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "低保", "其中", "：", "（", "）", "，", "。", "550512331人", "44", "12户", "30人", "占", "8.69%", "由", "提高到", "5268元", "20214788元",
            "\t", "\n", "合计", "一类", "二类", "三四类", "9999999999999999", "0", "0人", "每人每月", "1-10月", "亿元", "三十五户", "多", "；", "两项补贴", "护理", "生活", "叠加",
        ]), 0..60),
    ) {
        let text = words.concat();
        prop_assert_eq!(check(&text).text, text);
    }
}
