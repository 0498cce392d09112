//! The style rules hold in this tree, and each rule sees the fault it is there for.

use std::collections::BTreeSet;

use xtask::tidy::{
    Finding, RULES, Tree, addresses, directions, glossary, headers, imports, leftovers, length, literals, markdown, names,
    readme, rust_text, sql, walls,
};

/// Runs one rule over the repository; the message lists every finding.
fn check_tree(name: &str) {
    let tree = Tree::of_repository().expect("the tests run in a clone with git");
    let rule = RULES.iter().find(|rule| rule.name == name).expect("the test names a rule of the table");
    let findings = (rule.findings)(&tree);
    let listed: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(findings.is_empty(), "{} places break the rule `{name}`:\n{}\n", findings.len(), listed.join("\n"));
}

/// Asserts the lines a rule objects to; a finding about the file as a whole counts as line 0.
#[track_caller]
fn check(findings: Vec<Finding>, lines: &[usize]) {
    let found: Vec<usize> = findings.iter().map(|finding| finding.line.unwrap_or(0)).collect();
    assert_eq!(found, lines, "{findings:?}");
    assert!(
        findings.iter().all(|finding| finding.message.contains(';') || finding.message.contains(':')),
        "no next step: {findings:?}"
    );
}

mod in_this_tree {
    use super::check_tree;

    #[test]
    fn dependencies_point_one_way() {
        check_tree("directions");
    }

    #[test]
    fn matching_knows_only_the_vocabulary_and_pure_crates_never_wait() {
        check_tree("imports");
    }

    #[test]
    fn every_pure_crate_has_its_wall() {
        check_tree("walls");
    }

    #[test]
    fn every_crate_says_what_it_is_for() {
        check_tree("headers");
    }

    #[test]
    fn no_file_is_longer_than_600_lines() {
        check_tree("length");
    }

    #[test]
    fn no_value_of_law_stands_in_code() {
        check_tree("literals");
    }

    #[test]
    fn no_name_is_a_word_that_fits_anything() {
        check_tree("names");
    }

    #[test]
    fn nothing_is_left_for_later() {
        check_tree("leftovers");
    }

    #[test]
    fn sql_is_written_in_store_only() {
        check_tree("sql");
    }

    #[test]
    fn no_machine_or_registry_is_named() {
        check_tree("addresses");
    }

    #[test]
    fn pages_have_one_title_and_links_that_lead_somewhere() {
        check_tree("markdown");
    }

    #[test]
    fn the_first_pages_name_both_commands() {
        check_tree("readme");
    }

    #[test]
    fn every_public_type_is_in_the_glossary() {
        check_tree("glossary");
    }
}

fn manifest(name: &str, dependencies: &str) -> Vec<Finding> {
    let text = format!("[package]\nname = \"{name}\"\n{dependencies}");
    directions::check(&format!("crates/{name}/Cargo.toml"), &text)
}

#[test]
fn an_arrow_against_the_table_is_found() {
    check(manifest("ledger", "[dependencies]\nvocabulary.workspace = true"), &[]);
    check(manifest("ledger", "[dependencies]\ncasework.workspace = true"), &[0]);
    check(manifest("server", "[dependencies]\nstore = { workspace = true }"), &[0]);
    check(manifest("model_county", "[dependencies]\npolicy.workspace = true"), &[0]);
    check(manifest("policy", "[target.'cfg(unix)'.dependencies]\nregistry.workspace = true"), &[0]);
    check(manifest("operations", "[dev-dependencies]\nmodel_county.workspace = true"), &[]);
    check(manifest("operations", "[dependencies]\nmodel_county.workspace = true"), &[0]);
    check(manifest("payments", ""), &[0]);
    check(manifest("store", "[dev-dependencies]\nstore = { path = \".\", features = [\"test-postgres\"] }"), &[]);
    check(manifest("store", "[dependencies]\nstore.workspace = true"), &[0]);
}

#[test]
fn an_outside_crate_in_the_wrong_room_is_found() {
    check(manifest("store", "[dependencies]\nsqlx.workspace = true"), &[]);
    check(manifest("operations", "[dependencies]\nsqlx.workspace = true\nsea-orm.workspace = true"), &[0, 0]);
    check(manifest("operations", "[dependencies]\naxum.workspace = true"), &[0]);
    check(manifest("policy", "[dependencies]\ntokio.workspace = true\nserde_json.workspace = true"), &[0, 0]);
    check(manifest("policy", "[dependencies]\ntoml = \"1\""), &[0]);
}

#[test]
fn no_circle_can_be_written_into_the_table() {
    let mut above: BTreeSet<&str> = BTreeSet::new();
    for room in directions::ROOMS {
        for used in room.may_use.iter().chain(room.tests_may_use) {
            assert!(above.contains(used), "{} may use {used}, which stands below it", room.name);
        }
        above.insert(room.name);
    }
}

#[test]
fn matching_that_imports_policy_is_found() {
    let matching = "crates/registry/src/matching/mod.rs";
    check(
        imports::check(matching, "use vocabulary::Date;\nuse crate::Person;\nuse policy::Values;\npub use serde::Serialize;\n"),
        &[3, 4],
    );
    check(imports::check(matching, "mod name;\npub use name::joins;\n"), &[]);
    check(imports::check("crates/registry/src/intake/mod.rs", "use toml::Table;\n"), &[]);
    check(imports::check("crates/ledger/src/lib.rs", "// async\npub async fn pay() {}\n"), &[2]);
}

#[test]
fn a_missing_or_different_wall_is_found() {
    let whole = "\"std::time::SystemTime::now\" \"std::time::Instant::now\" \"std::thread::sleep\" \"std::fs::read_to_string\" \
                 \"std::env::var\" \"std::net::TcpStream\" \"std::process::Command\"";
    check(walls::check("crates/ledger/clippy.toml", whole, whole), &[]);
    check(walls::check("crates/ledger/clippy.toml", &whole.replace("\"std::env::var\"", ""), whole), &[0, 0]);
    check(walls::check("crates/ledger/clippy.toml", &format!("{whole}\n"), whole), &[0]);
}

#[test]
fn a_crate_without_a_header_is_found() {
    check(headers::check("crates/ledger/src/lib.rs", "//! What was paid.\n"), &[]);
    check(headers::check("crates/ledger/src/lib.rs", "// What was paid.\n"), &[0]);
    check(headers::check("crates/ledger/src/lib.rs", "mod batch;\n//! Late.\n"), &[0]);
}

#[test]
fn a_file_of_601_lines_is_found() {
    check(length::check("crates/ledger/src/batch.rs", &"\n".repeat(599)), &[]);
    check(length::check("crates/ledger/src/batch.rs", &"\n".repeat(600)), &[]);
    check(length::check("crates/ledger/src/batch.rs", &"\n".repeat(601)), &[0]);
}

fn literal(code: &str) -> Vec<Finding> {
    literals::check("crates/policy/src/dibao/tests_of_means.rs", code)
}

#[test]
fn an_amount_or_ratio_in_code_is_found() {
    check(literal("let line = Fen::yuan(439);"), &[1]);
    check(literal("let line = Fen::new(43_900);"), &[1]);
    check(literal("let none = Fen::new(0);"), &[]);
    check(literal("let line = Fen::new(typed);"), &[]);
    check(literal("let share = Ratio::ten_thousandths(2_000);"), &[1]);
    check(literal("let whole = Ratio::ten_thousandths(10_000);"), &[]);
}

#[test]
fn a_deadline_in_code_is_found() {
    check(literal("due.plus_days(1)"), &[]);
    check(literal("due.plus_days(-1)"), &[]);
    check(literal("due.plus_days(2)"), &[1]);
    check(literal("due.plus_days(limit.days)"), &[]);
    check(literal("due.plus_months(12)"), &[1]);
    check(literal("/// HEARING\nconst HEARING_DAYS: i32 = 5;"), &[2]);
    check(literal("const MONTHS_IN_YEAR: i64 = 12;"), &[]);
}

#[test]
fn an_age_in_code_is_found() {
    check(literal("if age >= 60 {"), &[1]);
    check(literal("if day.age_of_birth(birth) < 16 && page > 1 {"), &[1]);
    check(literal("(60..80).contains(&age)"), &[1]);
    check(literal("if age >= values.age_limit {"), &[]);
    check(literal("let pages = wages / 12;"), &[]);
}

#[test]
fn a_number_in_a_comment_a_text_or_a_test_is_no_value_of_law() {
    check(literal("// Fen::yuan(439)\nlet say = \"Fen::yuan(439)\";"), &[]);
    check(literal("#[cfg(test)]\nmod tests {\n    fn line() { Fen::yuan(439); }\n}\nlet line = Fen::yuan(439);"), &[5]);
    assert!(rust_text::is_test_file("crates/policy/src/dibao/tests.rs"));
    assert!(!literals::applies_to("crates/vocabulary/src/fen.rs"));
    assert!(literals::applies_to("crates/policy/src/dibao/mod.rs"));
}

#[test]
fn a_word_that_fits_anything_is_found() {
    let path = "crates/operations/src/import.rs";
    check(names::check(path, "fn accept_file() {}\nstruct Metadata;\nstruct Processor;"), &[]);
    check(names::check(path, "fn handle_file() {}\nstruct CaseManager;\nmod row_helpers;\nenum Info {}"), &[1, 2, 3, 4]);
    check(names::check("crates/operations/src/utils.rs", ""), &[0]);
}

#[test]
fn a_leftover_is_found() {
    check(
        leftovers::check("crates/store/src/lib.rs", "todo!()\nunimplemented!(\"x\")\ndbg!(x);\n// TODO later\n# FIXME"),
        &[1, 2, 3, 4, 5],
    );
    check(leftovers::check("crates/store/src/lib.rs", "not_todo!()\nlet TODOS = 1;"), &[]);
}

#[test]
fn sql_outside_store_is_found() {
    let path = "crates/operations/src/round.rs";
    check(sql::check(path, "let q = \"SELECT id\n  FROM person\";\nlet q = r#\"insert into award values (1)\"#;"), &[1, 3]);
    check(
        sql::check(
            path,
            "let say = \"Select a file from the list\"; // SELECT a FROM b\nlet c = '\"'; let q = \"update later\";",
        ),
        &[],
    );
    check(sql::check("crates/operations/src/round.sql", ""), &[0]);
    assert!(!sql::applies_to("crates/store/src/person.rs"));
}

#[test]
fn a_place_on_one_machine_is_found() {
    check(addresses::check("docs/a.md", "see /home/li/doudi\nrun \"/root/x\"\nin web/home/a\nin $machine/root/.cargo"), &[1, 2]);
}

#[test]
fn a_registry_is_found_but_for_cargos_own_lines() {
    check(addresses::check("README.md", "from crates.io\nfrom https://deb.debian.org/debian"), &[1, 2]);
    let source = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    check(addresses::check("Cargo.lock", source), &[]);
    check(addresses::check("Cargo.toml", source), &[1]);
    check(addresses::check("web/package-lock.json", "  \"resolved\": \"https://example.invalid/a.tgz\""), &[1]);
}

fn page(text: &str) -> Vec<Finding> {
    let paths = BTreeSet::from(["README.md".to_owned(), "docs/how-to/add.md".to_owned()]);
    markdown::check("docs/page.md", text, &paths)
}

#[test]
fn a_page_without_one_title_is_found() {
    check(page("# A\n```sh\n# a comment of the shell\n```\n## B"), &[]);
    check(page("# A\n\n# B"), &[3]);
    check(page("## A"), &[0]);
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    check(page("# A\n[a](../README.md#top) [b](how-to/add.md) [c](how-to/) [d](https://example.invalid) [e](#a)"), &[]);
    check(page("# A\n[a](README.md)\n![b](how-to/gone.png) `[c](code.md)`\n[d](../../outside.md)"), &[2, 3, 4]);
}

#[test]
fn a_first_page_without_the_commands_is_found() {
    check(readme::check("README.md", "./demo and ./test"), &[]);
    check(readme::check("README.md", "./demo"), &[0]);
    check(readme::check("README.zh-CN.md", ""), &[0, 0]);
}

#[test]
fn a_type_the_glossary_does_not_name_is_found() {
    let code =
        "pub struct Award;\nstruct Inner;\npub(crate) enum Half {}\npub enum Gap {}\n#[cfg(test)]\nmod tests { pub struct T; }";
    check(glossary::check("crates/casework/src/gap.rs", code, "| 保障 | `Award` |"), &[4]);
    check(glossary::check("crates/store/src/entity/person.rs", "pub struct Model {}", ""), &[]);
    check(glossary::check("crates/casework/src/gap.rs", "pub struct Model {}", ""), &[1]);
}

#[test]
fn a_module_declared_for_tests_is_a_test_under_any_name() {
    let code = "mod round;\n#[cfg(test)]\nmod samples;\n#[cfg(test)]\nmod tests { use a; }";
    assert_eq!(rust_text::test_modules("crates/server/src/pages/mod.rs", code), ["crates/server/src/pages/samples"]);
    assert_eq!(rust_text::test_modules("crates/server/src/pages.rs", code), ["crates/server/src/pages/samples"]);
}

#[test]
fn rust_is_read_without_comments_and_literals() {
    let read = rust_text::read(
        "let a: &'static str = \"x{\\\"y\"; /* { /* { */ */ let b = '{'; let c = br##\"}\"#}\"##; // }\nlet d = '\\'';",
    );
    assert!(!read.code.contains(['{', '}']), "{}", read.code);
    assert!(read.code.contains("&'static str") && read.code.contains("let d"));
    assert_eq!(read.code.lines().count(), 2);
    assert_eq!(read.strings, [(1, "x{\\\"y".to_owned()), (1, "}\"#}".to_owned())]);
}
