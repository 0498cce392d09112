//! Rows without a number: asked, settled, remembered, contradicted, taken back.

use operations::views::LinkQuestionView;
use operations::{Imported, LinkAnswer, LinkOrder, LinkQuestionId, Refusal, Repeat, import, links};
use vocabulary::{Month, PersonId};

use crate::intake::{County, REPORT, county, number, register};

/// The report of family 0001 in which the clerk heard 王桂兰's name wrongly and left the number out.
fn heard_wrongly(wages: u32) -> String {
    format!("{REPORT}0001,王桂蓝,,620521100201,2022-01-03,整户,2022-01-03,{wages},6,0,0,0,0,0,0,0,0,0,0,0,1,0,0\n")
}

async fn imported(county: &County, month: &str, name: &str, text: &str) -> Imported {
    let month = Month::parse(month).expect("a month");
    import::import(&county.office, &county.officer, month, name, text.as_bytes(), Repeat::Told).await.expect("imported")
}

async fn questions(county: &County) -> Vec<LinkQuestionView> {
    links::list(&county.office, &county.officer).await.expect("questions")
}

fn order(question: &LinkQuestionView, answer: LinkAnswer, why: &str) -> LinkOrder {
    LinkOrder { question: LinkQuestionId::new(question.id).expect("an id"), answer, why: why.to_owned() }
}

fn likeliest(question: &LinkQuestionView) -> PersonId {
    PersonId::new(question.candidates[0].person).expect("an id")
}

#[tokio::test]
async fn a_row_without_a_number_states_nothing_until_a_person_settles_it_and_is_remembered_from_then_on() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    let first = imported(&county, "2022-01", "申报.csv", &heard_wrongly(3_600)).await;
    assert_eq!((first.facts, first.clues), (0, 1), "{:?}", first.complaints);
    let asked = questions(&county).await;
    assert_eq!(asked.len(), 1);
    assert!(asked[0].is_open && asked[0].subject.name == "王桂蓝" && asked[0].candidates[0].side.name == "王桂兰", "{asked:#?}");
    // In a register of three persons no name is rare, so that its weight says nothing here.
    assert!(asked[0].candidates[0].fields.iter().any(|field| field.finding == "音同"), "{asked:#?}");

    let same = LinkAnswer::Same(likeliest(&asked[0]));
    let without_reason = links::settle(&county.office, &county.officer, &order(&asked[0], same, " ")).await;
    assert!(matches!(without_reason, Err(Refusal::NoReason)));
    let settled = links::settle(&county.office, &county.officer, &order(&asked[0], same, "入户核实")).await.expect("settled");
    assert!(settled.facts > 0 && settled.originals_destroyed == 0, "{settled:?}");
    assert!(!questions(&county).await[0].is_open);

    let next = imported(&county, "2022-02", "申报二.csv", &heard_wrongly(9_900)).await;
    assert!(next.facts > 0 && next.clues == 0, "{next:?}");
    assert!(questions(&county).await.iter().all(|question| !question.is_open), "it is not asked again");

    let of = LinkQuestionId::new(asked[0].id).expect("an id");
    let undone = links::undo(&county.office, &county.officer, of, "认错了人").await.expect("undone");
    assert!(undone.facts >= settled.facts, "what both files stated is taken back: {undone:?}");
    assert!(questions(&county).await[0].is_open, "it is asked again");
    let later = imported(&county, "2022-03", "申报三.csv", &heard_wrongly(1_200)).await;
    assert_eq!((later.facts, later.clues), (0, 1), "{later:?}");
    assert!(matches!(links::undo(&county.office, &county.officer, of, "再次").await, Err(Refusal::Conflict { .. })));
}

#[tokio::test]
async fn somebody_found_to_be_another_person_is_never_linked_again() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    imported(&county, "2022-01", "申报.csv", &heard_wrongly(3_600)).await;
    let asked = questions(&county).await.remove(0);
    let answer = order(&asked, LinkAnswer::NotSame(None), "另有其人");
    assert_eq!(links::settle(&county.office, &county.officer, &answer).await.expect("settled").facts, 0);
    let next = imported(&county, "2022-02", "申报二.csv", &heard_wrongly(9_900)).await;
    assert_eq!((next.facts, next.clues), (0, 1));
    assert!(questions(&county).await.iter().all(|question| !question.is_open), "it is not asked again");
}

#[tokio::test]
async fn a_file_that_contradicts_what_was_settled_raises_a_question_and_changes_nothing() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    imported(&county, "2022-01", "申报.csv", &heard_wrongly(3_600)).await;
    let asked = questions(&county).await.remove(0);
    let same = order(&asked, LinkAnswer::Same(likeliest(&asked)), "入户核实");
    links::settle(&county.office, &county.officer, &same).await.expect("settled");
    // The same file names 王桂兰 with number and name as well: one of the two rows is somebody else's.
    let both = format!(
        "{}0001,王桂兰,{},620521100201,2022-01-03,整户,2022-01-03,7200,6,0,0,0,0,0,0,0,0,0,0,0,1,0,0\n",
        heard_wrongly(3_600),
        number(12)
    );
    imported(&county, "2022-02", "申报二.csv", &both).await;
    let asked = questions(&county).await.remove(0);
    assert!(asked.is_open && asked.reason.contains("相矛盾"), "{asked:#?}");
    assert_eq!(asked.decisions[0].verdict, "同一人", "what was settled still stands");
}

#[tokio::test]
async fn the_register_is_compared_with_itself_and_only_asks() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    assert_eq!(links::find_duplicates(&county.office, &county.officer).await.expect("compared"), 0);
}
