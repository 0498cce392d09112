//! The table against the county as it was lived.

use vocabulary::{Fen, MonitoredGroup, Month, PaymentPurpose};

use super::super::{Column, County, CountyPlan, CountyPlanFault, Figure, MoneyRow, TotalRow, Totals};
use super::{SEEDS, county, months, year_2022};

/// Every figure of the table is the county's; what the table has none of (households of a row of persons) is not compared.
fn check_figures(county: &County) {
    let table = county.table();
    let counted = county.totals_at(table.month);
    for (row, figure) in &table.figures {
        let mut own = counted.get(*row);
        if figure.persons == 0 && figure.households > 0 {
            own.persons = 0;
        }
        if figure.households == 0 {
            own.households = own.households.min(if figure.persons > 0 { 0 } else { own.households });
        }
        assert_eq!(own, *figure, "{} of seed {}", row.key(), county.plan().seed());
    }
}

/// Money is within a fifth of a per cent, or, in a small county, within the year of one person on the roll.
fn check_money(county: &County) {
    let table = county.table();
    let counted = county.totals_at(table.month);
    for (row, stated) in &table.money {
        let paid = counted.money[row];
        let least = match row {
            MoneyRow::Dibao => table.rates.classes[1] * 12,
            MoneyRow::Tekun => (table.rates.tekun_basic + table.rates.care[2]) * 2,
            MoneyRow::Orphans | MoneyRow::Unattended => table.rates.child,
            MoneyRow::Subsidies => table.rates.living * 12,
            MoneyRow::Relief => table.rates.urban_standard * 2,
        };
        let apart = Fen::new((paid - *stated).as_fen().abs());
        assert!(apart <= stated.divide_down(500).max(least), "{}: {paid} instead of {stated}", row.label());
    }
}

#[test]
fn small_counties_come_to_their_table_row_by_row() {
    for seed in SEEDS {
        for people in [2_000, 3_000, 7_919, 20_000] {
            let county = county(people, seed, year_2022());
            check_figures(&county);
            check_money(&county);
        }
    }
}

#[test]
fn the_county_of_295_708_people_comes_to_the_table_of_2022() {
    let county = county(295_708, 20_521, year_2022());
    assert_eq!(county.table().figures, year_2022().figures);
    assert_eq!(county.table().money, year_2022().money);
    check_figures(&county);
    check_money(&county);
}

#[test]
fn the_year_2026_and_a_year_with_a_flood_come_to_their_tables() {
    for table in [Totals::YEAR_2026, Totals::DISASTER] {
        let county = county(20_000, 3, Totals::parse(table).expect("the table reads"));
        check_figures(&county);
        check_money(&county);
    }
}

#[test]
fn counties_of_any_seed_and_size_come_to_their_table() {
    for seed in 0..40 {
        let people = 2_000 + i64::try_from(seed * 7_919 % 6_000).expect("a size");
        println!("{people} people from seed {seed}");
        check_figures(&county(people, seed, year_2022()));
    }
}

#[test]
fn a_table_of_another_month_is_reached_too_and_one_of_february_is_refused() {
    for month in ["2022-03", "2022-06", "2022-12"] {
        let mut totals = year_2022();
        totals.month = Month::parse(month).expect("a month");
        // How many are visited by then is not the tenth part of anything.
        totals.figures.remove(&TotalRow::Checked);
        for money in totals.money.values_mut() {
            *money = (*money * i64::from(totals.month.month())).divide_down(10);
        }
        let county = county(20_000, 2, totals);
        check_figures(&county);
    }
    let told = refused(|totals| totals.month = Month::parse("2022-02").expect("a month"));
    assert!(told.contains("期末应不早于三月"), "{told}");
}

#[test]
fn a_table_changed_in_any_row_is_reached_or_refused_with_its_rows() {
    let (mut reached, mut refused) = (0, 0);
    for (number, row) in TotalRow::all().into_iter().enumerate() {
        for per_cent in [60, 130] {
            let mut totals = year_2022();
            let Some(figure) = totals.figures.get_mut(&row) else { continue };
            *figure = Figure::of(figure.households * per_cent / 100, figure.persons * per_cent / 100);
            let seed = u64::try_from(number).expect("a few rows");
            let plan = CountyPlan::new(5_000, seed, vec![totals.month], totals).expect("a plan within bounds");
            match County::new(plan) {
                Ok(county) => {
                    reached += 1;
                    check_figures(&county);
                }
                Err(fault) => {
                    refused += 1;
                    assert!(!fault.rows.is_empty() && !fault.arithmetic.is_empty());
                }
            }
        }
    }
    assert!(reached > 20 && refused > 20, "{reached} reached, {refused} refused");
}

#[test]
fn what_the_bank_paid_from_january_is_the_money_of_the_year_but_for_what_came_back() {
    let county = county(20_000, 20_521, year_2022());
    let paid: Fen = months(&year_2022())[..10]
        .iter()
        .flat_map(|month| county.month(*month).payments)
        .filter(|payment| payment.purpose == PaymentPurpose::RuralDibao && payment.returned.is_none())
        .map(|payment| payment.amount)
        .sum();
    let due = county.totals_at(county.table().month).money[&MoneyRow::Dibao];
    let missing = due - paid;
    assert!(Fen::ZERO <= missing && missing <= due.divide_down(1_000), "{missing} of {due} came back and is still open");
}

fn refused(change: impl FnOnce(&mut Totals)) -> String {
    let mut totals = year_2022();
    change(&mut totals);
    let plan = CountyPlan::new(20_000, 1, vec![totals.month], totals).expect("a plan within bounds");
    County::new(plan).map(|_| ()).expect_err("a table that contradicts itself").to_string()
}

#[test]
fn the_printed_stock_of_classes_3_and_4_is_refused_as_an_october_stock() {
    let told = refused(|totals| {
        totals.figures.insert(TotalRow::ClassesThreeAndFour, Figure::of(3_419, 14_894));
    });
    assert_eq!(
        told,
        "总量表自相矛盾（dibao.classes_3_4、dibao.class_3、dibao.class_4）：三类低保2908户12565人＋四类低保163户801人，\
         合计3071户13366人，而三四类低保填为3419户14894人。请核对这几行后改正总量表，再生成样例县"
    );
}

#[test]
fn the_printed_number_of_people_with_the_two_subsidies_is_refused() {
    let told = refused(|totals| {
        totals.figures.insert(TotalRow::AnySubsidy, Figure::of(0, 6_962));
    });
    assert!(told.contains("护理补贴4970人＋生活补贴4808人－重复3287人＝6491人，而两项补贴合计填为6962人"), "{told}");
}

#[test]
fn the_printed_895_households_in_assistance_are_refused() {
    let told = refused(|totals| {
        let row = TotalRow::Group(MonitoredGroup::MarginalProne, Column::InAssistance);
        totals.figures.insert(row, Figure::of(895, 3_251));
    });
    assert!(told.contains("四列合计895户3251人，减去同时列入两项的3户"), "{told}");
}

#[test]
fn more_unstable_than_lifted_households_are_refused() {
    let told = refused(|totals| {
        let row = TotalRow::Group(MonitoredGroup::UnstableLifted, Column::Members);
        totals.figures.insert(row, Figure::of(30_000, 94_176));
    });
    assert!(told.contains("超出已脱贫户·全部20753户94176人"), "{told}");
}

#[test]
fn twenty_eight_orphans_at_the_end_and_twenty_five_in_the_year_are_refused() {
    let told = refused(|totals| {
        totals.figures.insert(TotalRow::Orphans, Figure::of(0, 28));
        totals.figures.insert(TotalRow::OrphansInYear, Figure::of(0, 25));
    });
    assert!(told.contains("孤儿28人不应多于年内孤儿25人"), "{told}");
}

#[test]
fn a_plan_outside_its_bounds_is_none() {
    let month = |text| Month::parse(text).expect("a month");
    let plan = |people, months| CountyPlan::new(people, 1, months, year_2022()).map(|_| ());
    assert_eq!(plan(1_999, vec![month("2022-01")]), Err(CountyPlanFault::People(1_999)));
    assert_eq!(plan(2_000, vec![]), Err(CountyPlanFault::Months));
    assert_eq!(plan(2_000, vec![month("2022-01"), month("2022-03")]), Err(CountyPlanFault::Months));
    assert_eq!(plan(2_000, vec![month("2021-12"), month("2022-01")]), Err(CountyPlanFault::Months));
    assert_eq!(plan(2_000, vec![month("2022-09"), month("2022-10")]), Ok(()));
}

#[test]
fn a_row_that_is_not_in_the_table_of_rows_is_refused_by_its_name() {
    let text = Totals::YEAR_2022.replace("\"orphans.in_year\"", "\"orphans.ever\"");
    assert!(Totals::parse(&text).expect_err("an unknown row").to_string().contains("orphans.ever"));
}
