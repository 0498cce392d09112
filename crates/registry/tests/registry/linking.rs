//! Linking on labelled lists whose errors come from another crate: floors of accuracy, without labels, at the usual threshold.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use labelled_lists::{Group, LabelledLists, Profile, Table, generate};
use registry::matching::{
    LinkModel, LinkRefusal, LinkSettings, Linking, ListColumns, ListField, ListSide, Multiplicity, ReadList, find_duplicates,
    link_lists, recognise_columns,
};

const PEOPLE: usize = 20_000;
const THRESHOLD: f32 = 0.9;

fn columns(table: &Table) -> ListColumns {
    let headings = Table::HEADINGS.map(str::to_owned);
    let columns = recognise_columns(&headings).into_iter().map(|(field, at)| (field, table.column(at).collect())).collect();
    ListColumns { rows: table.rows(), columns }
}

fn settings() -> LinkSettings {
    LinkSettings { threads: 2, model: None, multiplicity: Multiplicity::Seen }
}

fn read(list: &ListColumns) -> ReadList {
    ReadList::new(list, ListSide::Left).expect("a list that can be read")
}

fn link(lists: &LabelledLists) -> Linking {
    link_lists(read(&columns(&lists.left)), read(&columns(&lists.right)), &settings())
}

/// The hard lists and their links, made once for all tests.
fn hard() -> &'static (LabelledLists, Linking) {
    static HARD: OnceLock<(LabelledLists, Linking)> = OnceLock::new();
    HARD.get_or_init(|| {
        let lists = generate(PEOPLE, Profile::Hard, 7);
        let linking = link(&lists);
        (lists, linking)
    })
}

fn truth(lists: &LabelledLists) -> Vec<(u32, u32)> {
    (0u32..).zip(&lists.truth).filter_map(|(left, (right, _))| right.map(|right| (left, right))).collect()
}

/// Of the persons of a group who are in both lists: share linked rightly, linked wrongly, doubtful.
fn shares(lists: &LabelledLists, linking: &Linking, group: Group) -> [f64; 3] {
    let mut best: BTreeMap<u32, (f32, u32)> = BTreeMap::new();
    for pair in &linking.pairs {
        let known = best.entry(pair.left).or_insert((pair.probability, pair.right));
        if pair.probability > known.0 {
            *known = (pair.probability, pair.right);
        }
    }
    let (mut counts, mut all) = ([0f64; 3], 0f64);
    for (left, (right, _)) in (0u32..).zip(&lists.truth).filter(|(_, (right, of))| *of == group && right.is_some()) {
        all += 1.0;
        match best.get(&left) {
            Some((probability, found)) if *probability >= THRESHOLD && Some(*found) == *right => counts[0] += 1.0,
            Some((probability, _)) if *probability >= THRESHOLD => counts[1] += 1.0,
            Some(_) => counts[2] += 1.0,
            None => {}
        }
    }
    assert!(all > 10.0, "{group:?}: the set has {all} of them");
    counts.map(|count| count / all)
}

#[test]
fn hard_lists_are_linked_with_an_f1_of_ninety_nine_in_a_hundred_or_more() {
    let (lists, linking) = hard();
    let (here, _) = linking.accuracy(THRESHOLD, &truth(lists));
    assert!(here.f1() >= 0.99, "F1 {:.5}, precision {:.5}, recall {:.5}", here.f1(), here.precision(), here.recall());
    assert!(here.precision() >= 0.999, "precision {:.5}", here.precision());
}

#[test]
fn normal_lists_are_linked_with_an_f1_of_nine_hundred_and_ninety_eight_in_a_thousand_or_more() {
    let lists = generate(PEOPLE, Profile::Normal, 8);
    let (here, _) = link(&lists).accuracy(THRESHOLD, &truth(&lists));
    assert!(here.f1() >= 0.998, "F1 {:.5}, precision {:.5}, recall {:.5}", here.f1(), here.precision(), here.recall());
}

#[test]
fn the_hard_lists_are_hard() {
    let (lists, _) = hard();
    let numbers: BTreeMap<&str, u32> = lists.right.column(1).filter(|number| !number.is_empty()).zip(0u32..).collect();
    let found =
        lists.left.column(1).zip(&lists.truth).filter(|(number, (right, _))| right.is_some() && numbers.contains_key(number));
    let recall = found.count() as f64 / truth(lists).len() as f64;
    assert!(recall <= 0.60, "exact numbers find {recall:.3}");
}

#[test]
fn groups_that_are_easily_confused_have_floors_of_their_own() {
    let (lists, linking) = hard();
    for (group, right_min, wrong_max) in [
        (Group::Twin, 0.93, 0.02),
        (Group::Namesake, 0.97, 0.005),
        (Group::Renamed, 0.80, 0.01),
        (Group::MarriedIn, 0.90, 0.005),
        (Group::Merged, 0.985, 0.002),
    ] {
        let [right, wrong, _] = shares(lists, linking, group);
        assert!(right >= right_min && wrong <= wrong_max, "{group:?}: right {right:.3}, wrong {wrong:.3}");
    }
}

#[test]
fn people_of_whom_only_name_and_village_are_known_stay_doubtful() {
    let (lists, linking) = hard();
    let [right, wrong, doubtful] = shares(lists, linking, Group::NameAndVillage);
    assert!(right + wrong == 0.0 && doubtful >= 0.7, "right {right:.3}, wrong {wrong:.3}, doubtful {doubtful:.3}");
}

#[test]
fn the_false_links_to_expect_are_those_that_come() {
    let (lists, linking) = hard();
    let (here, _) = linking.accuracy(THRESHOLD, &truth(lists));
    let (expected, come) = (linking.false_links_expected_per_ten_thousand(THRESHOLD), (1.0 - here.precision()) * 10_000.0);
    assert!(expected < 10.0 && come < 10.0, "expected {expected:.1}, came {come:.1} in 10,000");
}

#[test]
fn nobody_is_linked_twice_where_each_stands_in_a_list_once() {
    let (_, linking) = hard();
    let (mut left, mut right) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for pair in linking.linked(THRESHOLD) {
        assert!(left.insert(pair.left) && right.insert(pair.right), "{pair:?}");
    }
}

#[test]
fn a_saved_model_links_as_the_learnt_one_did() {
    let (lists, linking) = hard();
    let saved = LinkModel::parse(&linking.model.to_text()).expect("a model");
    let again =
        link_lists(read(&columns(&lists.left)), read(&columns(&lists.right)), &LinkSettings { model: Some(saved), ..settings() });
    let (before, after) = (linking.linked(THRESHOLD).count(), again.linked(THRESHOLD).count());
    assert!(before.abs_diff(after) * 1_000 < before, "{before} and {after}");
}

#[test]
fn weights_add_up_to_what_an_explanation_says() {
    let (_, linking) = hard();
    let pair = linking.pairs.first().expect("a pair");
    let (_, fields) = linking.waterfall(pair);
    let text = linking.explanation(pair);
    assert!(fields.iter().all(|field| text.contains(field.field) && text.contains(field.finding)), "{text}");
    assert_eq!(text, linking.explanations().of(pair));
}

#[test]
fn doubles_within_a_list_are_found() {
    let lists = generate(6_000, Profile::Normal, 9);
    let (left, right) = (columns(&lists.left), columns(&lists.right));
    let both = ListColumns {
        rows: left.rows + right.rows,
        columns: left
            .columns
            .iter()
            .map(|(field, column)| {
                let other = right.column(*field).expect("both lists have the same columns");
                (*field, column.iter().chain(other.iter()).collect())
            })
            .collect(),
    };
    let truth: Vec<(u32, u32)> =
        truth(&lists).into_iter().map(|(left_row, right_row)| (left_row, right_row + left.rows as u32)).collect();
    let (here, _) = find_duplicates(read(&both), &settings()).accuracy(THRESHOLD, &truth);
    assert!(here.f1() >= 0.98, "F1 {:.5}, precision {:.5}, recall {:.5}", here.f1(), here.precision(), here.recall());
}

fn list(columns: &[(ListField, &[&str])]) -> ListColumns {
    let rows = columns.first().map_or(0, |(_, values)| values.len());
    let columns = columns.iter().map(|(field, values)| (*field, values.iter().copied().collect())).collect();
    ListColumns { rows, columns }
}

#[test]
fn lists_in_which_nobody_could_be_found_are_refused() {
    let refusal = |columns| ReadList::new(&list(columns), ListSide::Right).err();
    assert_eq!(refusal(&[]), Some(LinkRefusal::NoRows(ListSide::Right)));
    assert_eq!(refusal(&[(ListField::Sex, &["男"])]), Some(LinkRefusal::NoIdentity(ListSide::Right)));
    assert_eq!(refusal(&[(ListField::Name, &["", "不详"])]), Some(LinkRefusal::NothingReadable(ListSide::Right)));
}

#[test]
fn one_row_is_linked_to_one_row_by_number_and_name_and_a_name_alone_is_a_clue_at_most() {
    let number: &[&str] = &["11010519491231002X"];
    let of = |left: &[(ListField, &[&str])]| {
        let right = list(&[(ListField::Number, number), (ListField::Name, &["王小二"]), (ListField::Village, &["梁湾村"])]);
        link_lists(read(&list(left)), read(&right), &settings())
    };
    let both = of(&[(ListField::Number, number), (ListField::Name, &["王小二"])]);
    assert_eq!(both.linked(THRESHOLD).count(), 1);
    let name = of(&[(ListField::Name, &["王小二"]), (ListField::Village, &["梁湾"])]);
    assert_eq!(name.linked(THRESHOLD).count(), 0);
}
