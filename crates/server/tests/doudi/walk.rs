//! One printed figure back to the cell of the department's file, and the file's cell forward to the figure.

use crate::demonstration::{County, csv_facts, read_csv};

#[test]
fn a_figure_opens_to_its_households_and_each_to_the_cells_of_the_files() {
    let county = County::new();
    county.demo();
    let figure = county.json(&["figures", "dibao.rural.paid.month", "--rows", "--at", "2022-03-31"]);
    let rows = figure["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    let sum: i64 = rows.iter().map(|row| row["amount_fen"].as_i64().expect("an amount")).sum();
    assert_eq!(figure["value"], format!("{}.{:02}", sum / 100, sum % 100), "the value is the sum of its rows");
    let mut cells = 0;
    for row in rows {
        let unit = row["unit"].as_str().expect("a unit");
        let explained = county.json(&["explain", unit, "--on", "2022-03-16"]);
        assert!(!explained["determination"]["steps"].as_array().expect("steps").is_empty());
        for fact in csv_facts(&explained) {
            let sheet = read_csv(&county.inbox_file(&fact.file));
            let cell = &sheet[fact.row - 1][fact.column];
            // Amounts are typed in many ways; the words of code sets and whole yuan must stand there as they are.
            if let Some(yuan) = fact.value.strip_suffix(".00元") {
                let typed: String = cell.chars().filter(|c| !matches!(c, ',' | '元' | ' ')).collect();
                assert_eq!(typed.trim_end_matches(".00"), yuan, "{} {} {}", fact.file, fact.row, fact.label);
                cells += 1;
            }
        }
    }
    assert!(cells > 20, "{cells} cells were looked up");
}

#[test]
fn every_amount_is_class_rate_times_persons_of_the_determination_on_received_facts() {
    let county = County::new();
    county.demo();
    let figure = county.json(&["figures", "dibao.rural.paid.month", "--rows", "--at", "2022-03-31"]);
    let gaps = county.json(&["gaps", "--month", "2022-03"]);
    let with_gap: Vec<&str> = gaps["gaps"].as_array().expect("gaps").iter().filter_map(|gap| gap["unit"].as_str()).collect();
    let mut compared = 0;
    for row in figure["rows"].as_array().expect("rows") {
        let unit = row["unit"].as_str().expect("a unit");
        if with_gap.contains(&unit) {
            continue;
        }
        let explained = county.json(&["explain", unit, "--on", "2022-03-16"]);
        assert_eq!(explained["determination"]["monthly_fen"], row["amount_fen"], "{unit}");
        compared += 1;
    }
    assert!(compared > 2, "{compared} units were compared");
}

#[test]
fn the_chain_of_acts_is_whole_and_an_export_is_checked_without_the_database() {
    let county = County::new();
    county.demo();
    let verdict = county.json(&["audit", "verify"]);
    assert!(verdict["entries"].as_i64().expect("a number") > 30);
    let export = county.path().join("chain.jsonl");
    let export_text = export.to_str().expect("a path");
    county.text(&["audit", "export", export_text]);
    let elsewhere = County::new();
    let offline = elsewhere.json(&["audit", "verify", export_text]);
    assert_eq!(offline["entries"], verdict["entries"]);
    let text = std::fs::read_to_string(&export).expect("the export").replacen("import_file", "import_fi1e", 1);
    std::fs::write(&export, text).expect("written");
    let broken = elsewhere.run(&["audit", "verify", export_text]);
    assert_eq!(broken.status.code(), Some(10));
    assert!(String::from_utf8_lossy(&broken.stderr).contains("AU-900"));
}
