//! Lists as they were understood, what more would let run, and lists compared.

use std::num::NonZeroUsize;

use check_up::{CheckState, Corrections, DifferenceKind, ListKind, read_list, reconcile};

use crate::{checked, dibao, finding, id};

#[test]
fn a_check_up_of_one_roll_says_which_checks_ran_and_which_files_would_let_more_run() {
    let checked = checked(&[("名册.csv", &dibao("D1,王桂兰,{1},户主,三类,84,6217001"))]);
    assert_eq!(checked.files[0].kind, ListKind::DibaoRoll);
    assert_eq!(checked.as_of.to_string(), "2022-10");
    assert!(checked.files[0].columns.iter().any(|column| column.heading == "低保类别" && column.states == "低保类别"));
    assert_eq!(finding(&checked, "AU-09").state, CheckState::Ran);
    let CheckState::Lacks(lacking) = &finding(&checked, "AU-01").state else { panic!("deaths are lacking") };
    assert!(lacking[0].contains(&ListKind::Deaths));
}

#[test]
fn a_file_that_is_no_known_list_is_told_with_what_to_do() {
    let fault =
        read_list("甲,乙,丙\n1,2,3\n".as_bytes(), "x.csv", &Corrections::default(), NonZeroUsize::MIN).expect_err("no list");
    assert!(fault.why.contains("x.csv") && fault.why.contains("更正"), "{}", fault.why);
}

#[test]
fn an_official_corrects_a_column_and_the_file_is_read() {
    let text = "2022年10月\n姓名,身份证号,本月钱数,开户名\n王桂兰,,84,王桂兰\n";
    let read = |corrections: &Corrections| read_list(text.as_bytes(), "x.csv", corrections, NonZeroUsize::MIN);
    assert!(read(&Corrections::default()).is_err());
    let corrections = Corrections::parse(["x.csv:本月钱数=金额"]).expect("a correction");
    assert_eq!(read(&corrections).expect("read").kind, ListKind::Payments);
}

#[test]
fn no_evidence_and_no_note_holds_a_whole_number_of_a_person_or_an_account() {
    let paid = crate::payments(
        "2022年10月",
        "王桂兰,{1},62170000000000001,农村低保金,84,,成功\n李大山,{2},62170000000000001,农村低保金,84,,成功",
    );
    let checked = checked(&[("10月.csv", &paid), ("名册.csv", &dibao("D9,赵六,{3},户主,三类,1,62170000000000009"))]);
    for hit in checked.findings.iter().flat_map(|finding| &finding.hits) {
        let texts = hit.evidence.iter().flat_map(|cell| [&cell.what, &cell.value]).chain([&hit.note]);
        for text in texts {
            assert!(!text.contains(&id(1)) && !text.contains("62170000000000001"), "{text}");
        }
    }
}

fn roll(name: &str, rows: &str) -> check_up::ReadList {
    let mut text = dibao(rows);
    for person in 1..10 {
        text = text.replace(&format!("{{{person}}}"), &id(person));
    }
    read_list(text.as_bytes(), name, &Corrections::default(), NonZeroUsize::MIN).expect("a roll")
}

#[test]
fn two_rolls_are_compared_by_person_and_each_line_has_a_proposal() {
    let ours = roll(
        "我方.csv",
        "D1,王桂兰,{1},户主,三类,168,6217001122\nD1,王小明,{2},子,三类,168,6217001122\nD2,李大山,{3},户主,二类,417,6217002233",
    );
    let theirs = roll(
        "省系统.csv",
        "D1,王桂兰,{1},户主,三类,168,6217001122\nD1,王小明,{2},子,三类,168,6217001122\nD2,李大山,{3},户主,三类,84,6217002244\nD3,赵六,{4},户主,三类,84,6217003355",
    );
    let compared = reconcile(&[ours, theirs]);
    assert_eq!((compared.people.clone(), compared.agreeing), (vec![3, 4], 2));
    let kinds: Vec<DifferenceKind> = compared.differences.iter().map(|difference| difference.kind).collect();
    assert_eq!(kinds, [DifferenceKind::Missing, DifferenceKind::Class, DifferenceKind::Amount, DifferenceKind::Account]);
    assert!(compared.differences.iter().all(|difference| !difference.proposal.is_empty()));
    let account = &compared.differences[3].says;
    assert!(account.iter().flatten().all(|cell| !cell.value.contains("6217002233")), "{account:?}");
}

#[test]
fn rolls_that_say_the_same_agree() {
    let rows = "D1,王桂兰,{1},户主,三类,84,6217001122";
    let compared = reconcile(&[roll("a.csv", rows), roll("b.csv", rows), roll("c.csv", rows)]);
    assert_eq!((compared.agreeing, compared.differences.len()), (1, 0));
}

#[test]
fn a_member_less_is_a_difference_of_the_whole_unit() {
    let one = roll("a.csv", "D1,王桂兰,{1},户主,三类,84,6217001122\nD1,王小明,{2},子,三类,84,6217001122");
    let other = roll("b.csv", "D1,王桂兰,{1},户主,三类,84,6217001122");
    let compared = reconcile(&[one, other]);
    let kinds: Vec<DifferenceKind> = compared.differences.iter().map(|difference| difference.kind).collect();
    assert_eq!(kinds, [DifferenceKind::Missing, DifferenceKind::Members]);
}
