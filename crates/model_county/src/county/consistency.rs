//! Whether a table of totals can hold together: the identities and bounds every population keeps.

use std::fmt;

use vocabulary::{Fen, MonitoredGroup};

use super::totals::{Column, Figure, GROUPS, MoneyRow, TotalRow, Totals};

/// Rows of a table that no population can fit at once, and the arithmetic that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// The rows, the one that is too much or too little first.
    pub rows: Vec<TotalRow>,
    /// The arithmetic, a Chinese sentence without its full stop.
    pub arithmetic: String,
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.rows.iter().map(|row| row.key()).collect();
        write!(f, "总量表自相矛盾（{}）：{}。请核对这几行后改正总量表，再生成样例县", keys.join("、"), self.arithmetic)
    }
}

impl std::error::Error for TableFault {}

fn fault(rows: &[TotalRow], arithmetic: String) -> Result<(), TableFault> {
    Err(TableFault { rows: rows.to_vec(), arithmetic })
}

/// Checks a table: the first contradiction found is told.
pub(crate) fn check(totals: &Totals) -> Result<(), TableFault> {
    stock_month(totals)?;
    sums(totals)?;
    groups(totals)?;
    parts_of_groups(totals)?;
    bounds(totals)?;
    flows(totals)?;
    money(totals)
}

/// Entries and exits lie between January and the stock month, and gradual exits take months.
fn stock_month(totals: &Totals) -> Result<(), TableFault> {
    if totals.month.month() >= 3 {
        return Ok(());
    }
    fault(
        &[TotalRow::ClassesThreeAndFourInJanuary, TotalRow::ClassesThreeAndFour],
        format!("期末月份为{}，年初与期末之间安排不下进出，期末应不早于三月", totals.month),
    )
}

fn sums(totals: &Totals) -> Result<(), TableFault> {
    use TotalRow as Row;
    let identities: [(Row, &[Row]); 3] = [
        (Row::ClassesOneAndTwo, &[Row::ClassOne, Row::ClassTwo]),
        (Row::ClassesThreeAndFour, &[Row::ClassThree, Row::ClassFour]),
        (Row::Dibao, &[Row::ClassesOneAndTwo, Row::ClassesThreeAndFour]),
    ];
    for (whole, parts) in identities {
        let sum: Figure = parts.iter().map(|row| totals.get(*row)).sum();
        let stated = totals.get(whole);
        if sum != stated {
            let words: Vec<String> = parts.iter().map(|row| format!("{row}{}", totals.get(*row))).collect();
            let rows: Vec<Row> = std::iter::once(whole).chain(parts.iter().copied()).collect();
            return fault(&rows, format!("{}，合计{sum}，而{whole}填为{stated}", words.join("＋")));
        }
    }
    let [nursing, living, both, any] = [Row::NursingSubsidy, Row::LivingSubsidy, Row::BothSubsidies, Row::AnySubsidy];
    let persons = |row| totals.get(row).persons;
    let union = persons(nursing) + persons(living) - persons(both);
    if union != persons(any) {
        return fault(
            &[any, nursing, living, both],
            format!(
                "护理补贴{}人＋生活补贴{}人－重复{}人＝{union}人，而两项补贴合计填为{}人",
                persons(nursing),
                persons(living),
                persons(both),
                persons(any)
            ),
        );
    }
    let disabled = persons(Row::SinglePersonUnits) + persons(Row::DisabledInFamilies);
    if persons(living) + persons(Row::DisabledWithoutLiving) != disabled {
        return fault(
            &[living, Row::DisabledWithoutLiving, Row::SinglePersonUnits, Row::DisabledInFamilies],
            format!(
                "低保残疾人为单人保{}人＋整户{}人＝{disabled}人，而享受生活补贴{}人＋未享受{}人与此不等",
                persons(Row::SinglePersonUnits),
                persons(Row::DisabledInFamilies),
                persons(living),
                persons(Row::DisabledWithoutLiving)
            ),
        );
    }
    Ok(())
}

fn groups(totals: &Totals) -> Result<(), TableFault> {
    for group in GROUPS {
        let row = |column| TotalRow::Group(group, column);
        let columns = [Column::ClassesOneAndTwo, Column::ClassesThreeAndFour, Column::Tekun, Column::SubsidiesOnly];
        let sum: Figure = columns.iter().map(|column| totals.get(row(*column))).sum();
        let twice = totals.get(row(Column::TwoProgrammes)).households;
        let stated = totals.get(row(Column::InAssistance));
        if Figure::of(sum.households - twice, sum.persons) != stated {
            let whole = row(Column::InAssistance);
            let mut rows = vec![whole];
            rows.extend(columns.map(row));
            rows.push(row(Column::TwoProgrammes));
            return fault(&rows, format!("四列合计{sum}，减去同时列入两项的{twice}户，与{whole}所填{stated}不等"));
        }
    }
    Ok(())
}

/// The unstable lifted are lifted; the groups lie within the county's rolls.
fn parts_of_groups(totals: &Totals) -> Result<(), TableFault> {
    let within = |part: TotalRow, whole: TotalRow| {
        let (inside, outside) = (totals.get(part), totals.get(whole));
        if inside.households <= outside.households && inside.persons <= outside.persons {
            return Ok(());
        }
        fault(&[part, whole], format!("{part}{inside}超出{whole}{outside}"))
    };
    for column in Column::ALL {
        let lifted = TotalRow::Group(MonitoredGroup::Lifted, column);
        if totals.figures.contains_key(&lifted) {
            within(TotalRow::Group(MonitoredGroup::UnstableLifted, column), lifted)?;
        }
    }
    for (column, whole) in [
        (Column::ClassesOneAndTwo, TotalRow::ClassesOneAndTwo),
        (Column::ClassesThreeAndFour, TotalRow::ClassesThreeAndFour),
        (Column::Tekun, TotalRow::Tekun),
        (Column::Relief, TotalRow::Relief),
    ] {
        let distinct = [MonitoredGroup::Lifted, MonitoredGroup::MarginalProne, MonitoredGroup::SuddenHardship];
        let sum: Figure = distinct.iter().map(|group| totals.get(TotalRow::Group(*group, column))).sum();
        let stated = totals.get(whole);
        if sum.households > stated.households || sum.persons > stated.persons {
            let mut rows = vec![whole];
            rows.extend(distinct.map(|group| TotalRow::Group(group, column)));
            return fault(&rows, format!("脱贫户、边缘易致贫户、突发严重困难户中共{sum}，超出{whole}{stated}"));
        }
    }
    for group in GROUPS {
        within(TotalRow::Group(group, Column::InAssistance), TotalRow::Group(group, Column::Members))?;
    }
    Ok(())
}

/// What one number allows another at most or at least.
fn bounds(totals: &Totals) -> Result<(), TableFault> {
    use TotalRow as Row;
    let persons = |row| totals.get(row).persons;
    let at_most = |low: Row, high: Row| {
        if persons(low) <= persons(high) {
            return Ok(());
        }
        fault(&[low, high], format!("{low}{}人不应多于{high}{}人", persons(low), persons(high)))
    };
    for (low, high) in [
        (Row::BothSubsidies, Row::NursingSubsidy),
        (Row::BothSubsidies, Row::LivingSubsidy),
        (Row::SinglePersonUnits, Row::ClassesOneAndTwo),
        (Row::TekunInHomes, Row::Tekun),
        (Row::TekunEntered, Row::Tekun),
        (Row::CareLevelChanged, Row::Tekun),
        (Row::Orphans, Row::OrphansInYear),
        (Row::UnattendedInClassThree, Row::Unattended),
        (Row::NewInClassesOneAndTwo, Row::ClassesOneAndTwo),
        (Row::Dibao, Row::AgriculturalPopulation),
    ] {
        at_most(low, high)?;
    }
    let families = totals.get(Row::ClassesOneAndTwo) - totals.get(Row::SinglePersonUnits);
    if families.persons < 2 * families.households {
        return fault(
            &[Row::ClassesOneAndTwo, Row::SinglePersonUnits],
            format!("一二类低保除单人保外为{families}，整户不足每户2人"),
        );
    }
    let tekun = totals.get(Row::Tekun);
    if tekun.persons < tekun.households || tekun.persons > 2 * tekun.households {
        return fault(&[Row::Tekun], format!("特困供养{tekun}，每户应为1至2人"));
    }
    let only_nursing = persons(Row::NursingSubsidy) - persons(Row::BothSubsidies);
    let distinct = [MonitoredGroup::Lifted, MonitoredGroup::MarginalProne, MonitoredGroup::SuddenHardship];
    let households: i64 = distinct.iter().map(|group| totals.get(Row::Group(*group, Column::SubsidiesOnly)).households).sum();
    if households > only_nursing {
        return fault(
            &[Row::Group(MonitoredGroup::Lifted, Column::SubsidiesOnly), Row::NursingSubsidy, Row::BothSubsidies],
            format!("仅残疾人两项补贴的户共{households}户，每户至少一人只领护理补贴，而只领护理补贴的仅{only_nursing}人"),
        );
    }
    Ok(())
}

/// Stocks, entries and exits.
fn flows(totals: &Totals) -> Result<(), TableFault> {
    use TotalRow as Row;
    let (now, january) = (totals.get(Row::ClassesThreeAndFour), totals.get(Row::ClassesThreeAndFourInJanuary));
    let left = totals.get(Row::LeftAfterGradualExit);
    if left.households > january.households || left.persons > january.persons {
        return fault(
            &[Row::LeftAfterGradualExit, Row::ClassesThreeAndFourInJanuary],
            format!("渐退期满退出{left}，多于年初三四类低保{january}"),
        );
    }
    let before = totals.get(Row::ClassesOneAndTwoInJanuary).persons;
    let new = totals.get(Row::NewInClassesOneAndTwo);
    let stock = totals.get(Row::ClassesOneAndTwo).persons;
    if before + new.persons < stock {
        return fault(
            &[Row::ClassesOneAndTwo, Row::ClassesOneAndTwoInJanuary, Row::NewInClassesOneAndTwo],
            format!("年初{before}人＋新增{}人＝{}人，少于期末{stock}人", new.persons, before + new.persons),
        );
    }
    let gained = now.households - (january.households - left.households);
    if gained > now.households / 2 {
        return fault(
            &[Row::ClassesThreeAndFour, Row::ClassesThreeAndFourInJanuary, Row::LeftAfterGradualExit],
            format!("年初{january}减去渐退退出{left}后，期末{now}须新增{gained}户，超过期末户数的一半"),
        );
    }
    Ok(())
}

/// Money of a roll must lie near its stock at the rates: a tenth more or less is more than any flow explains.
fn money(totals: &Totals) -> Result<(), TableFault> {
    use TotalRow as Row;
    let months = i64::from(totals.month.month());
    let rates = &totals.rates;
    let persons = |row| totals.get(row).persons;
    let classes = [Row::ClassOne, Row::ClassTwo, Row::ClassThree, Row::ClassFour];
    let dibao: Fen = classes.iter().zip(rates.classes).map(|(row, rate)| rate * persons(*row)).sum();
    let subsidies = rates.nursing * persons(Row::NursingSubsidy) + rates.living * persons(Row::LivingSubsidy);
    let expected = [
        (MoneyRow::Dibao, Row::Dibao, dibao * months),
        (MoneyRow::Orphans, Row::Orphans, rates.child * persons(Row::Orphans) * months),
        (MoneyRow::Subsidies, Row::AnySubsidy, subsidies * months),
    ];
    for (row, figure, amount) in expected {
        let Some(stated) = totals.money.get(&row) else { continue };
        if (stated.as_fen() - amount.as_fen()).abs() * 10 > amount.as_fen() {
            return fault(
                &[figure],
                format!("{}填为{}万元，而期末在册按标准{months}个月为{}万元", row.label(), stated.wan_text(), amount.wan_text()),
            );
        }
    }
    Ok(())
}

/// Checks that the cells of a table add up to it again: what does not has no households that could.
pub(crate) fn check_reassembled(totals: &Totals, again: &Totals) -> Result<(), TableFault> {
    for (row, stated) in &totals.figures {
        let possible = again.get(*row);
        if possible != *stated {
            return fault(&[*row], format!("{row}填为{stated}，而其余各行只容得下{possible}"));
        }
    }
    Ok(())
}

/// Checks that a lived county came to its table: where it could not, some row leaves no room for another.
pub(crate) fn check_lived(table: &Totals, lived: &Totals) -> Result<(), TableFault> {
    for (row, stated) in &table.figures {
        let own = lived.get(*row);
        // A row of persons only, or of households only, asks for nothing else.
        let households = stated.households == own.households || (stated.households == 0 && stated.persons > 0);
        let persons = stated.persons == own.persons || (stated.persons == 0 && stated.households > 0);
        if !(households && persons) {
            return fault(&[*row], format!("{row}应为{stated}，而按其余各行只能做到{own}"));
        }
    }
    Ok(())
}
