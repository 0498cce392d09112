//! Who changes when values change: sums by class, township and money, and the sentences of the preview.

use policy::dibao::{DibaoAnswer, Entitlement, Outcome};
use policy::preview::{Footing, Stand, Touched, UnitChange, WhoChanges, sentences, who_changes};
use policy::{Key, NoTrace, RuleId, Trace, ValueInForce, render};
use vocabulary::{DibaoClass, Fen, HouseholdId, PersonId, Ratio, RegionCode};

const LIMIT: ValueInForce<Ratio> =
    ValueInForce { key: Key::SECOND_PERSON_SHARE, from: None, value: Some(Ratio::ten_thousandths(5_000)) };

fn township(text: &str) -> RegionCode {
    RegionCode::parse(text).expect("a township")
}

fn in_class(class: DibaoClass, yuan: i64) -> Stand {
    Stand { footing: Footing::InClass(class), monthly: Some(Fen::yuan(yuan)) }
}

const OUT: Stand = Stand { footing: Footing::NotEligible, monthly: Some(Fen::ZERO) };
const UNCLEAR: Stand = Stand { footing: Footing::Undetermined, monthly: None };

fn units() -> Vec<UnitChange> {
    let rows = [
        ("620521100", in_class(DibaoClass::Three, 168), in_class(DibaoClass::Three, 168)),
        ("620521100", in_class(DibaoClass::Three, 168), in_class(DibaoClass::Two, 834)),
        ("620521101", in_class(DibaoClass::Four, 58), OUT),
        ("620521101", OUT, OUT),
        ("620521101", OUT, in_class(DibaoClass::Four, 58)),
        ("620521101", in_class(DibaoClass::Four, 116), UNCLEAR),
        ("620521102", OUT, OUT),
    ];
    rows.into_iter()
        .enumerate()
        .map(|(index, (place, before, after))| UnitChange {
            unit: HouseholdId::new(i64::try_from(index + 1).expect("few")).expect("an id"),
            township: township(place),
            before,
            after,
        })
        .collect()
}

fn previewed() -> WhoChanges {
    who_changes(&units(), &LIMIT, &mut NoTrace)
}

#[test]
fn units_and_money_are_summed_by_class_and_township() {
    let change = previewed();
    assert_eq!(change.all, Touched { units: 7, touched: 4, monthly: Fen::yuan(666) });
    assert_eq!(change.yearly, Fen::yuan(666 * 12));
    assert_eq!(change.share, Ratio::ten_thousandths(5_714));
    assert_eq!(change.amount_unknown, 1);
    assert_eq!(change.changed.iter().map(|unit| unit.unit.number()).collect::<Vec<_>>(), [2, 3, 5, 6]);
    let class_three = Footing::InClass(DibaoClass::Three);
    assert_eq!(change.moves[&(class_three, class_three)], Touched { units: 1, touched: 0, monthly: Fen::ZERO });
    assert_eq!(
        change.moves[&(Footing::InClass(DibaoClass::Four), Footing::NotEligible)],
        Touched { units: 1, touched: 1, monthly: Fen::yuan(-58) }
    );
    assert_eq!(change.townships[&township("620521101")], Touched { units: 4, touched: 3, monthly: Fen::ZERO });
    assert_eq!(change.townships[&township("620521102")], Touched { units: 1, touched: 0, monthly: Fen::ZERO });
}

#[test]
fn the_parts_of_a_preview_add_up_to_the_whole() {
    let change = previewed();
    for parts in [change.moves.values().collect::<Vec<_>>(), change.townships.values().collect()] {
        assert_eq!(parts.iter().map(|part| part.units).sum::<usize>(), change.all.units);
        assert_eq!(parts.iter().map(|part| part.touched).sum::<usize>(), change.all.touched);
        assert_eq!(parts.iter().map(|part| part.monthly).sum::<Fen>(), change.all.monthly);
    }
}

#[test]
fn a_unit_whose_amount_alone_changes_is_touched() {
    let raised = UnitChange {
        unit: HouseholdId::new(1).expect("an id"),
        township: township("620521100"),
        before: in_class(DibaoClass::Three, 84),
        after: in_class(DibaoClass::Three, 105),
    };
    assert!(raised.is_touched());
    assert_eq!(who_changes(&[raised], &LIMIT, &mut NoTrace).all.monthly, Fen::yuan(21));
}

#[test]
fn an_outcome_becomes_a_stand_with_its_money() {
    let person = PersonId::new(1).expect("an id");
    let eligible = DibaoAnswer::Eligible(Entitlement { class: DibaoClass::Two, counted: vec![person] });
    let of = |answer, monthly| Stand::from(&Outcome { answer, monthly });
    assert_eq!(of(eligible.clone(), Some(Fen::yuan(417))), in_class(DibaoClass::Two, 417));
    assert_eq!(of(eligible, None).monthly, None, "an UNKNOWN amount is not zero");
    assert_eq!(of(DibaoAnswer::NotEligible(RuleId::INCOME_TEST), None), OUT);
    assert_eq!(of(DibaoAnswer::Undetermined(Vec::new()), None), UNCLEAR);
}

#[test]
fn a_preview_is_told_in_sentences_and_its_confirmation_in_a_step() {
    let name = |place: RegionCode| if place == township("620521100") { "永清镇".to_owned() } else { place.to_string() };
    insta::assert_snapshot!(sentences(&previewed(), name).join("\n"), @r#"
        7户中4户有变化，占57.14%；每月+666.00元，每年+7992.00元；1户金额不详，未计入金额；须第二人确认。
        三类→二类：1户，每月+666.00元。
        四类→不符合：1户，每月-58.00元。
        四类→无法认定：1户，每月0.00元。
        不符合→四类：1户，每月+58.00元。
        永清镇：2户中1户，每月+666.00元。
        620521101：4户中3户，每月0.00元。
        "#);
    let mut trace = Trace::default();
    who_changes(&units(), &LIMIT, &mut trace);
    who_changes(&[], &LIMIT, &mut trace);
    insta::assert_snapshot!(render::sentences(&trace.steps, |person| person.to_string()).join("\n"), @r#"
        数值变更涉及的户数是否须第二人确认：涉及户数4户，总户数7户，涉及比例0.5714，须第二人确认的比例（不含）0.5。依据：本系统规定（CV-01）。结论：是。
        数值变更涉及的户数是否须第二人确认：涉及户数0户，总户数0户，涉及比例0，须第二人确认的比例（不含）0.5。依据：本系统规定（CV-01）。结论：否。
        "#);
}
