//! `doudi links`: whom rows without a right number are about; a person settles it.

use operations::views::LinkQuestionView;
use operations::{LinkAnswer, LinkOrder, LinkQuestionId, LinkSettled, links};
use serde_json::json;
use vocabulary::PersonId;

use super::{accounts, open};
use crate::arguments::{CommonOptions, Links, Verdict};
use crate::output::{Output, Stop, table};

/// Lists, settles or takes back.
pub async fn run(common: &CommonOptions, options: &Links, output: &Output) -> Result<(), Stop> {
    let (office, context) = open(common, accounts::OFFICER).await?;
    match options {
        Links::List { all } => {
            let mut questions = links::list(&office, &context).await?;
            questions.retain(|question| *all || question.is_open);
            show(&questions, output);
        }
        Links::Settle { question, verdict, person, why } => {
            let order = LinkOrder { question: question_id(*question)?, answer: answer(*verdict, *person)?, why: why.clone() };
            tell(&links::settle(&office, &context, &order).await?, output);
        }
        Links::Undo { question, why } => {
            tell(&links::undo(&office, &context, question_id(*question)?, why).await?, output);
        }
        Links::Duplicates => {
            let asked = links::find_duplicates(&office, &context).await?;
            output.result(&json!({ "asked": asked }), |output| {
                output.note(
                    &format!("登记中新发现疑似重复{asked}对，见 doudi links list。"),
                    &format!("{asked} new pairs of entries may be one person; see doudi links list."),
                );
            });
        }
    }
    Ok(())
}

fn question_id(typed: i64) -> Result<LinkQuestionId, Stop> {
    LinkQuestionId::new(typed).map_err(|_| Stop::Usage {
        chinese: format!("QUESTION “{typed}”：编号应大于0。"),
        english: format!("QUESTION {typed} is not a number above zero."),
    })
}

fn answer(verdict: Verdict, person: Option<i64>) -> Result<LinkAnswer, Stop> {
    let person = person.map(PersonId::new).transpose().map_err(|_| Stop::Usage {
        chinese: "--person：编号应大于0。".to_owned(),
        english: "--person is not a number above zero.".to_owned(),
    })?;
    match (verdict, person) {
        (Verdict::Same, Some(person)) => Ok(LinkAnswer::Same(person)),
        (Verdict::Same, None) => Err(Stop::Usage {
            chinese: "认定为同一人须用 --person 写明人员编号。".to_owned(),
            english: "To settle that it is the same person, name the person by --person.".to_owned(),
        }),
        (Verdict::NotSame, person) => Ok(LinkAnswer::NotSame(person)),
        (Verdict::CannotSay, _) => Ok(LinkAnswer::CannotSay),
    }
}

fn tell(settled: &LinkSettled, output: &Output) {
    let json = json!({
        "decisions": settled.decisions, "facts": settled.facts, "originals_destroyed": settled.originals_destroyed,
        "numbers_differ": settled.numbers_differ,
    });
    output.result(&json, |output| {
        output.note(
            &format!("已记录认定{}条，事实{}条。", settled.decisions, settled.facts),
            &format!("{} decisions and {} facts recorded.", settled.decisions, settled.facts),
        );
        if settled.originals_destroyed > 0 {
            output.note(
                &format!("有{}份文件的原件已销毁，其内容自下次来文起计入。", settled.originals_destroyed),
                &format!(
                    "{} originals are no longer kept; what they state counts from the next file on.",
                    settled.originals_destroyed
                ),
            );
        }
        if settled.numbers_differ > 0 {
            output.note(
                "文件与登记的公民身份号码不同；登记未作更改，已列为线索。",
                "File and register have different identity numbers; the register is unchanged, and a clue was recorded.",
            );
        }
    });
}

fn show(questions: &[LinkQuestionView], output: &Output) {
    let rows: Vec<_> = questions.iter().map(json_of).collect();
    output.result(&json!({ "questions": rows }), |output| {
        if questions.is_empty() {
            output.note("没有待认定的比对问题。", "No link question is open.");
            return;
        }
        let heads = [
            ("编号", "question"),
            ("本行", "row"),
            ("可能是", "may be"),
            ("人员", "person"),
            ("概率", "probability"),
            ("原因", "why"),
        ];
        let heads = heads.map(|(chinese, english)| output.pick(chinese, english));
        let mut lines = Vec::new();
        for question in questions {
            for candidate in &question.candidates {
                lines.push(vec![
                    question.id.to_string(),
                    format!("{} {}", question.subject.name, question.subject.place),
                    format!("{} {} {}", candidate.side.name, candidate.side.birth, candidate.side.village),
                    candidate.person.to_string(),
                    format!("{:.3}", candidate.probability_millionths as f64 / 1e6),
                    question.reason.clone(),
                ]);
            }
        }
        output.line(table(&heads, &lines).trim_end());
    });
}

fn json_of(question: &LinkQuestionView) -> serde_json::Value {
    let side = |side: &operations::views::LinkSideView| {
        json!({
            "place": side.place, "name": side.name, "number": side.number, "sex": side.sex, "birth": side.birth,
            "village": side.village, "household": side.household,
        })
    };
    let candidates: Vec<_> = question
        .candidates
        .iter()
        .map(|candidate| {
            let fields: Vec<_> = candidate
                .fields
                .iter()
                .map(|field| json!({ "field": field.field, "finding": field.finding, "bits": field.millibits as f64 / 1e3 }))
                .collect();
            json!({
                "person": candidate.person, "side": side(&candidate.side), "fields": fields,
                "probability": candidate.probability_millionths as f64 / 1e6, "prior_bits": candidate.prior_millibits as f64 / 1e3,
            })
        })
        .collect();
    let decisions: Vec<_> = question
        .decisions
        .iter()
        .map(
            |one| json!({ "person": one.person, "verdict": one.verdict, "by": one.by, "on": one.on.to_string(), "why": one.why }),
        )
        .collect();
    json!({
        "question": question.id, "open": question.is_open, "reason": question.reason, "row": side(&question.subject),
        "candidates": candidates, "decisions": decisions,
    })
}
