//! Columns whose heading settles nothing: asked, never guessed.

use registry::FactKind;
use registry::intake::{
    ColumnAnswers, Field, FileRefusalReason, IdentityField, QuestionReason, Reader, Reading, embedded_layouts,
};

use crate::files::{REGISTER_HEADINGS, csv, number, reading, resident};

fn residents() -> [String; 3] {
    let of = |name, sequence, relation| resident("A1", name, number("1970-01-01", sequence), relation);
    [of("王小二", 1, "户主"), of("李三娘", 2, "妻"), of("王小三", 3, "子")]
}

fn with(answers: &ColumnAnswers, lines: &[&str]) -> Result<Reading, FileRefusalReason> {
    let layouts = embedded_layouts();
    Reader { answers, ..Reader::new(&layouts) }.read(&csv(lines), "名册.csv").map_err(|refusal| refusal.reason)
}

#[test]
fn a_required_column_under_another_heading_is_asked_about_and_read_as_answered() {
    let [one, two, three] = residents();
    let headings = REGISTER_HEADINGS.replace("公民身份号码", "编码");
    let lines = [headings.as_str(), &one, &two, &three];
    let reason = with(&ColumnAnswers::NONE, &lines).expect_err("a column lacks");
    let FileRefusalReason::ColumnsUnclear { layout, missing, questions } = reason else { panic!("{reason:?}") };
    assert_eq!((layout.as_str(), missing.as_slice()), ("公安户籍名册", &["公民身份号码".to_owned()][..]));
    assert_eq!(questions.len(), 1);
    assert_eq!((questions[0].column, questions[0].why), (2, QuestionReason::RequiredMissing));
    assert_eq!(questions[0].candidates, [Field::Identity(IdentityField::CitizenId)]);
    insta::assert_snapshot!(questions[0].sentence(), @"第1张表C列“编码”的内容（如“6205********…”、“6205********…”、“6205********…”）像是所缺的“公民身份号码”。是这一列吗？");
    let answers = ColumnAnswers::new(vec![questions[0].answer(Some(questions[0].candidates[0]))]);
    assert_eq!(with(&answers, &lines).map(|reading| reading.rows.len()), Ok(3));
    let refused = ColumnAnswers::new(vec![questions[0].answer(None)]);
    assert!(matches!(with(&refused, &lines), Err(FileRefusalReason::NoHeadings { .. })));
}

#[test]
fn of_two_columns_for_one_field_the_answered_one_is_read() {
    let [one, two, _] = residents();
    let headings = format!("{REGISTER_HEADINGS},身份证号");
    let other = number("1980-01-01", 5);
    let lines = [headings, format!("{one},{}", other.reveal()), two];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let reason = with(&ColumnAnswers::NONE, &lines).expect_err("two columns");
    let FileRefusalReason::HeadingTwice { questions, .. } = reason else { panic!("{reason:?}") };
    assert_eq!(questions.iter().map(|question| question.why).collect::<Vec<_>>(), [QuestionReason::SameField; 2]);
    let first = ColumnAnswers::new(vec![questions[1].answer(None)]);
    let number_of = |reading: Reading| reading.rows[0].identity.citizen_id.map(|(_, column)| column);
    assert_eq!(with(&first, &lines).map(number_of), Ok(Some(2)));
    let second = ColumnAnswers::new(vec![questions[0].answer(None)]);
    assert_eq!(with(&second, &lines).map(number_of), Ok(Some(11)));
}

#[test]
fn two_columns_under_the_very_same_heading_are_told_apart_by_their_place() {
    let [one, _, _] = residents();
    let headings = format!("{REGISTER_HEADINGS},姓名");
    let lines = [headings.as_str(), &format!("{one},王小二")];
    let Err(FileRefusalReason::HeadingTwice { questions, .. }) = with(&ColumnAnswers::NONE, &lines) else {
        panic!("two columns")
    };
    assert_eq!(questions.iter().map(|question| question.occurrence).collect::<Vec<_>>(), [0, 1]);
    insta::assert_snapshot!(questions[1].sentence(), @"第1张表L列“姓名”与另一列都是“姓名”（如“王＊”）。以这一列为准吗？");
    let answers = ColumnAnswers::new(vec![questions[1].answer(None)]);
    assert_eq!(with(&answers, &lines).map(|reading| reading.rows.len()), Ok(1));
}

#[test]
fn a_column_under_an_unknown_heading_that_fits_one_field_only_is_proposed_and_not_read() {
    let [one, two, three] = residents();
    let headings = REGISTER_HEADINGS.replace("手机号码", "联络");
    let reading = reading(&csv(&[&headings, &one, &two, &three]));
    let asked: Vec<_> =
        reading.questions.iter().map(|question| (question.heading.as_str(), question.candidates.clone())).collect();
    assert_eq!(asked, [("联络", vec![Field::Identity(IdentityField::Phone)])]);
    assert!(reading.rows.iter().all(|row| row.identity.phone.is_none()));
    assert!(reading.unrecognised.iter().any(|column| column.heading == "联络"));
}

#[test]
fn a_column_that_may_be_several_things_or_nothing_of_the_layout_is_only_told() {
    let [one, two, _] = residents();
    let headings = format!("{REGISTER_HEADINGS},某日,备考");
    let lines = [headings, format!("{one}2022-10-01,2022-10-02,好"), format!("{two},2022-10-03,坏")];
    let reading = reading(&csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>()));
    assert_eq!(reading.unrecognised.len(), 2);
    // The only day that the register could still state is the one on which somebody moved away.
    let asked: Vec<_> = reading.questions.iter().map(|question| question.candidates.clone()).collect();
    assert_eq!(asked, [vec![Field::Fact(FactKind::MovedOut)]]);
}

#[test]
fn headings_that_are_known_and_not_kept_are_nobodys_question() {
    let row = format!("王小二,{},本科,样例大学", number("2003-01-01", 1).reveal());
    let reading = reading(&csv(&["姓名,身份证号,在读学段,学校名称", &row]));
    assert_eq!((reading.unrecognised.len(), reading.questions.len(), reading.complaints.len()), (0, 0, 0));
}
