//! What the command line says when something stands against it: a code, what, why, what next, and the documented exit code.

use crate::demonstration::County;

/// Runs a command that must be refused; gives its exit code and the four lines of its message.
fn refused(county: &County, arguments: &[&str]) -> (i32, String) {
    let output = county.run(arguments);
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!output.status.success(), "doudi {arguments:?} was not refused");
    (output.status.code().expect("an exit code"), text)
}

fn check(county: &County, arguments: &[&str], code: i32, message: &str) {
    let (exit, text) = refused(county, arguments);
    assert_eq!(exit, code, "{arguments:?}: {text}");
    assert!(text.starts_with(message), "{arguments:?}: {text}");
    assert!(text.contains("原因：") && text.contains("下一步："), "{arguments:?}: {text}");
}

#[test]
fn a_folder_that_was_not_set_up_says_how_to_set_it_up() {
    let county = County::new();
    check(&county, &["gaps"], 6, "OP-405");
    assert!(refused(&county, &["gaps"]).1.contains("doudi init"));
}

#[test]
fn every_refusal_has_its_code_and_its_next_step() {
    let county = County::new();
    county.text(&["init"]);
    std::fs::write(county.path().join("photo.xlsx"), b"\x89PNG\r\n\x1a\nnot a table").expect("written");
    let photo = county.path().join("photo.xlsx");
    let photo = photo.to_str().expect("a path");
    check(&county, &["import", "--month", "2022-01", photo], 8, "FI-");
    check(&county, &["import", "--month", "2022-13", photo], 2, "CLI-200");
    check(&county, &["explain", "0000"], 6, "OP-404");
    check(&county, &["figures", "no.such.figure"], 6, "OP-404");
    check(&county, &["gaps", "--kind", "all"], 2, "CLI-200");
    check(&county, &["--as", "nobody", "gaps"], 6, "OP-404");
    check(&county, &["--as", "clerk", "decide", "confirm", "1"], 4, "OP-403");
    check(&county, &["report", "--month", "2022-01"], 6, "OP-404");
    check(&county, &["round", "--month", "2022-01"], 8, "OP-431");
    check(&county, &["no-such-command"], 2, "CLI-200");
    check(&county, &["serve", "--bind", "0.0.0.0"], 2, "CLI-200");
    check(&county, &["init", "--county", "62"], 2, "CLI-200");
}

#[test]
fn a_refusal_is_english_or_json_where_that_is_asked_for() {
    let county = County::new();
    let english = refused(&county, &["--lang", "en", "gaps"]).1;
    assert!(english.starts_with("OP-405") && english.contains("Next:") && english.is_ascii(), "{english}");
    let json: serde_json::Value = serde_json::from_str(&refused(&county, &["--json", "gaps"]).1).expect("JSON");
    assert_eq!(json["code"], "OP-405");
}

#[test]
fn a_report_is_checked_and_what_is_no_report_is_refused() {
    let county = County::new();
    let path = |name: &str| county.path().join(name).to_str().expect("a path").to_owned();
    std::fs::write(path("report.txt"), "特困20人，其中集中供养5人、分散供养14人。").expect("written");
    let answer = county.json(&["check-report", &path("report.txt")]);
    assert_eq!(answer["relations"][0]["verdict"], "fails");
    for (name, bytes, code) in [
        ("empty.txt", &b""[..], "RP-301"),
        ("broken.pdf", &b"%PDF-1.4 broken"[..], "RP-307"),
        ("photo.docx", &b"\x89PNG\r\n\x1a\n"[..], "RP-306"),
    ] {
        std::fs::write(path(name), bytes).expect("written");
        check(&county, &["check-report", &path(name)], 8, code);
    }
}

#[test]
fn help_is_chinese_first_and_english_on_request() {
    let county = County::new();
    assert!(county.text(&["--help"]).contains("县级社会救助业务系统"));
    assert!(county.text(&["decide", "propose", "--help"]).contains("差距编号"));
    assert!(county.text(&["--lang", "en", "--help"]).contains("The system a county runs its social safety net with"));
}

#[test]
fn work_by_hand_goes_from_files_to_decisions_by_two_officials() {
    let county = County::new();
    county.demo();
    let by_hand = County::new();
    by_hand.text(&["init"]);
    std::fs::write(by_hand.path().join("policy").join("model-county.toml"), crate::demonstration::MODEL_COUNTY).expect("written");
    let inbox = county.path().join("inbox").join("2022-01");
    let opened =
        by_hand.json(&["round", "--month", "2022-01", "--inbox", inbox.to_str().expect("a path"), "--day", "2022-01-16"]);
    assert!(opened["gaps"].as_i64().expect("a number") > 0);
    let again = by_hand.json(&["round", "--month", "2022-01", "--inbox", inbox.to_str().expect("a path"), "--day", "2022-01-16"]);
    assert_eq!(again["gaps"], opened["gaps"], "a round run twice adds nothing");
    let gaps = by_hand.json(&["gaps", "--kind", "uncovered"]);
    let gap = gaps["gaps"][0]["gap"].as_i64().expect("a number").to_string();
    let proposed = by_hand.json(&["decide", "propose", &gap, "--day", "2022-01-16"]);
    let case = proposed["cases"][0].as_i64().expect("a number").to_string();
    check(&by_hand, &["decide", "propose", &gap, "--day", "2022-01-16"], 3, "CLI-220");
    check(&by_hand, &["decide", "confirm", &case, "--day", "2022-01-23"], 3, "CLI-220");
    let early = by_hand.run(&["decide", "confirm", &case, "--day", "2022-01-23"]);
    assert!(String::from_utf8_lossy(&early.stdout).contains("公示尚未期满"), "{early:?}");
    check(&by_hand, &["decide", "confirm", &case, "--day", "2999-01-01"], 3, "OP-429");
    by_hand.text(&["decide", "return", &case, "--why", "村民有异议", "--day", "2022-01-23"]);
    let proposed = by_hand.json(&["decide", "propose", &gap, "--day", "2022-01-16"]);
    assert_eq!(proposed["cases"][0].as_i64().map(|case| case.to_string()), Some(case.clone()), "the case goes on");
    let confirmed = by_hand.json(&["decide", "confirm", &case, "--day", "2022-01-24"]);
    assert_eq!(confirmed["cases"].as_array().map(Vec::len), Some(1), "{confirmed}");
    check(&by_hand, &["decide", "confirm", &case, "--day", "2022-01-24"], 3, "CLI-220");
    check(&by_hand, &["decide", "close", &gap, "--why", "核查"], 5, "OP-409");
}

#[test]
fn a_number_is_shown_in_full_only_with_a_reason_and_never_after_erasure() {
    let county = County::new();
    county.demo();
    let figure = county.json(&["figures", "dibao.rural.persons", "--rows"]);
    let unit = figure["rows"][0]["unit"].as_str().expect("a unit");
    let explained = county.text(&["explain", unit, "--json"]);
    let explained: serde_json::Value = serde_json::from_str(&explained).expect("JSON");
    let member = &explained["members"][0];
    let masked = member["number"].as_str().expect("a number");
    assert!(masked.contains("********"), "{masked}");
    let person = member["person"].as_i64().expect("a number").to_string();
    check(&county, &["privacy", "reveal", &person, "--why", " "], 3, "OP-428");
    let shown = county.json(&["privacy", "reveal", &person, "--why", "核对一卡通"]);
    let shown = shown["number"].as_str().expect("a number").to_owned();
    assert_eq!((shown.len(), &shown[..6], &shown[14..]), (18, &masked[..6], &masked[14..]));
    county.text(&["privacy", "rotate-keys"]);
    assert_eq!(county.json(&["privacy", "reveal", &person, "--why", "核对"])["number"], shown.as_str());
    county.text(&["privacy", "erase", &person, "--why", "本人要求"]);
    check(&county, &["privacy", "reveal", &person, "--why", "核对"], 6, "OP-404");
    county.text(&["audit", "verify"]);
}
