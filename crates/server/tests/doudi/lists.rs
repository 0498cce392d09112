//! `link`, `dedupe` and `link-model` as a county types them: what they write, and what they say of lists that cannot be used.

use crate::demonstration::County;

const REGISTER: &str = "编号,姓名,身份证号,出生日期,性别,村名\n\
    a,王小二,11010519491231002X,1949-12-31,女,梁湾村\n\
    b,李建国,130503196704010016,1967-04-01,男,细湾村\n\
    c,买买提·吐尔逊,,1975-07-07,男,梁湾村\n";
const SENT: &str = "姓名,身份证号,出生日期,性别,村名\n\
    王小二,11010519491231002x,,,\n\
    李健国,,1967-04-01,男,细湾村\n";

struct Lists(County);

impl Lists {
    fn new() -> Lists {
        Lists(County::new())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("a path").to_owned()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.0.path().join(name), content).expect("written");
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("a file")
    }

    /// Runs a command that must be refused with that exit code; what it says has a reason and a next step.
    fn refused(&self, arguments: &[&str], code: i32, part: &str) {
        let output = self.0.run(arguments);
        let text = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        assert!(text.contains(part) && text.contains("原因：") && text.contains("下一步："), "{arguments:?}: {text}");
    }
}

#[test]
fn links_are_written_with_keys_probability_and_explanation() {
    let lists = Lists::new();
    let (left, right, out) = (lists.file("左.csv", SENT), lists.file("右.csv", REGISTER), lists.path("links.csv"));
    let told = lists.0.json(&["link", &left, &right, "--right-key", "编号", "--out", &out]);
    assert_eq!(told["rows"], serde_json::json!([2, 3]), "{told}");
    let written = lists.read("links.csv");
    assert!(written.starts_with("left_key,right_key,probability,explanation\n"), "{written}");
    assert!(written.contains("\n1,a,0.99"), "{written}");
    assert!(written.contains("身份证号相同"), "{written}");
    lists.0.text(&["link", &left, &right, "--no-explain", "--out", &out]);
    assert!(!lists.read("links.csv").contains("相同"));
}

#[test]
fn exact_links_join_numbers_alone_however_they_are_typed() {
    let lists = Lists::new();
    let (left, right, out) = (lists.file("左.csv", SENT), lists.file("右.csv", REGISTER), lists.path("links.csv"));
    let told = lists.0.json(&["link", &left, &right, "--exact", "--right-key", "编号", "--out", &out]);
    assert_eq!(told["linked"], 1, "{told}");
    assert_eq!(lists.read("links.csv"), "left_key,right_key,probability,explanation\n1,a,1.0000,身份证号相同\n");
}

#[test]
fn doubles_of_one_list_are_written_once() {
    let lists = Lists::new();
    let file = lists.file("名单.csv", format!("{SENT}王小二,11010519491231002X,1949-12-31,女,梁湾村\n"));
    let out = lists.path("doubles.csv");
    lists.0.text(&["dedupe", &file, "--out", &out]);
    let written = lists.read("doubles.csv");
    assert!(written.contains("\n1,3,") && !written.contains("\n3,1,"), "{written}");
}

#[test]
fn the_truth_gives_precision_recall_and_f1() {
    let lists = Lists::new();
    let (left, right) = (lists.file("左.csv", SENT), lists.file("右.csv", REGISTER));
    let truth = lists.file("truth.csv", "left_key,right_key\n1,1\n");
    let told = lists.0.json(&["link", &left, &right, "--truth", &truth]);
    assert_eq!(told["truth"]["at_threshold"]["recall"], 1.0, "{told}");
    let wrong = lists.file("wrong.csv", "left_key,right_key\n1,1\n9,x\n");
    lists.refused(&["link", &left, &right, "--truth", &wrong], 8, "第3行");
}

#[test]
fn columns_of_unusual_headings_are_named_and_a_column_nobody_has_is_told() {
    let lists = Lists::new();
    let left = lists.file("左.csv", "何人,证\n王小二,11010519491231002X\n");
    let right = lists.file("右.csv", REGISTER);
    let told = lists.0.json(&["link", &left, &right, "--columns", "name=何人,id=证"]);
    assert_eq!(told["linked"], 1, "{told}");
    lists.refused(&["link", &left, &right], 8, "没有找到姓名或身份证号列");
    lists.refused(&["link", &right, &right, "--columns", "phone=座机"], 2, "两份名单都没有这一列");
    lists.refused(&["link", &right, &right, "--columns", "colour=红"], 2, "字段=表头");
    lists.refused(&["link", &right, &right, "--left-key", "序号"], 8, "序号");
    lists.refused(&["link", &right, &right, "--threshold", "1.5"], 2, "应在0和1之间");
}

#[test]
fn a_saved_model_is_used_again_and_compared_with_another() {
    let lists = Lists::new();
    let (left, right) = (lists.file("左.csv", SENT), lists.file("右.csv", REGISTER));
    let (first, second) = (lists.path("一.toml"), lists.path("二.toml"));
    lists.0.text(&["link", &left, &right, "--model", &first]);
    lists.0.text(&["link", &left, &right, "--model", &first]);
    let learnt = lists.read("一.toml");
    let changed = learnt
        .lines()
        .map(|line| if line.starts_with("m.sex.different") { "m.sex.different = 0.5\n".to_owned() } else { format!("{line}\n") });
    std::fs::write(&second, changed.collect::<String>()).expect("written");
    assert_eq!(lists.0.json(&["link-model", "diff", &first, &first])["differences"], serde_json::json!([]));
    let told = lists.0.json(&["link-model", "diff", &first, &second]);
    assert_eq!(told["differences"][0]["parameter"], "m.sex.different", "{told}");
    assert_eq!(told["differences"][0]["second"], 0.5);
    let broken = lists.file("坏.toml", "甲\n");
    lists.refused(&["link-model", "diff", &first, &broken], 8, "第1行");
}

#[test]
fn lists_that_cannot_be_used_are_refused_with_a_sentence_and_an_exit_code() {
    let lists = Lists::new();
    let right = lists.file("右.csv", REGISTER);
    let doubled = lists.file("两列.csv", "姓名,姓名,身份证号\n王小二,王小三,\n");
    lists.refused(&["link", &doubled, &right], 8, "有两列的表头都是“姓名”");
    let blank = lists.file("全空.csv", "姓名,身份证号,性别\n,,男\n,,女\n");
    lists.refused(&["link", &blank, &right], 8, "全部为空或无法辨认");
    let only_headings = lists.file("空表.csv", "姓名,身份证号\n");
    lists.refused(&["link", &only_headings, &right], 8, "没有数据行");
    lists.refused(&["dedupe", &only_headings], 8, "没有数据行");
    let mut mixed = "姓名,身份证号\n王小二的名字长一点,\n".as_bytes().to_vec();
    mixed.extend(b"\xcd\xf5\xd0\xa1\xb6\xfe\xb5\xc4\xc3\xfb\xd7\xd6\xb3\xa4\xd2\xbb\xb5\xe3,\n");
    let mixed = lists.file("混编.csv", mixed);
    lists.refused(&["link", &mixed, &right], 8, "编码与前文不同");
    lists.refused(&["link", &lists.path("没有.csv"), &right], 8, "没有.csv");
    let picture = lists.file("照片.xlsx", b"\x89PNG\r\n\x1a\n\0\0");
    lists.refused(&["link", &picture, &right], 8, "照片.xlsx");
}

#[test]
fn one_row_and_line_breaks_inside_cells_are_read_as_they_are_meant() {
    let lists = Lists::new();
    let right = lists.file("右.csv", REGISTER);
    let left = lists.file("一行.csv", "姓名,身份证号,备注\n王小二,11010519491231002X,\"第一行\n第二行\"\n");
    let told = lists.0.json(&["link", &left, &right]);
    assert_eq!((&told["rows"], &told["linked"]), (&serde_json::json!([1, 3]), &serde_json::json!(1)), "{told}");
}
