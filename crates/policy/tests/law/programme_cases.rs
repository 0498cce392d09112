//! Runs the cases of tekun, children, subsidies, relief, price supplement and stacking. What comes out is told in words and
//! compared with the words of the case.

use policy::children::{self, ChildRates, ChildValues, CountedBesideTopUp, Placement};
use policy::deadlines::{DeadlineRefusal, Deadlines};
use policy::disability::{self, DisabilityValues, Subsidy};
use policy::price_supplement::{self, PriceGroup, PriceRises, PriceValues};
use policy::relief::{self, ReliefAmount, ReliefValues, UnemployedWorker};
use policy::stacking::{Benefit, Payability, stack};
use policy::tekun::{self, CareAgreement, CareProvider, SelfCareItems, SelfCareOverride, TekunRates, TekunTerms, TekunValues};
use policy::{Answer, AwardStage, Conclusion, Missing, NoTrace, PolicyBook, Trace};
use vocabulary::{CareMode, Coded, Date, Fen, Month, Ratio, Registration, ReliefKind};

use crate::case_file::{CaseFile, code, day, known, own_values, yuan};
use crate::cases::{book, region};
use crate::programme_file::{
    ChildAmountCase, ChildCase, LeftBehindCase, PayeeCase, PriceCase, QuestionCase, ReliefCase, SelfCareCase, StackCase,
    SubsidyCase, TekunAmountCase, TekunCase, held, or_zero, person, word,
};

/// Asks with a trace and without: the answer must be the same, and something be recorded.
macro_rules! asked {
    ($trace:expr, $name:expr, |$recorder:ident| $ask:expr) => {{
        let before = $trace.steps.len();
        let traced = {
            let $recorder = &mut *$trace;
            $ask
        };
        assert!($trace.steps.len() > before, "{}: nothing was recorded", $name);
        let $recorder = &mut NoTrace;
        assert_eq!(traced, $ask, "{}: the trace changed the answer", $name);
        traced
    }};
}

fn missing_words(missing: &[Missing]) -> String {
    let words: Vec<String> = missing
        .iter()
        .map(|missing| match missing {
            Missing::Fact(person, label) => format!("{person} {label}"),
            Missing::Value(key) => key.clone(),
        })
        .collect();
    format!("无法认定：{}", words.join("、"))
}

fn words<T>(conclusion: &Conclusion<T>, given: impl FnOnce(&T) -> String) -> String {
    match conclusion {
        Conclusion::Eligible(eligible) => given(eligible),
        Conclusion::NotEligible(rule) => format!("不符合 {rule}"),
        Conclusion::Undetermined(missing) => missing_words(missing),
    }
}

fn answer_words(answer: Answer) -> String {
    match answer {
        Answer::Yes => "是",
        Answer::No => "否",
        Answer::CannotSay => "无法认定",
    }
    .to_owned()
}

fn amount_words(amount: Result<Fen, policy::Unknown>) -> String {
    amount.map_or_else(|unknown| format!("无法认定：{}", unknown.key), |amount| amount.to_string())
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// Compares every case of these programmes with what it came to.
pub fn compare_all(cases: &CaseFile, compare: &mut impl FnMut(&str, &dyn Fn(&mut Trace) -> String, String)) {
    macro_rules! compare {
        ($($list:ident: $found:path),+ $(,)?) => {
            $(for case in &cases.$list {
                let book = book(&own_values(&case.values));
                compare(&case.name, &|trace| $found(case, &book, trace), case.expect.clone());
            })+
        };
    }
    compare!(
        tekun: tekun_found,
        self_care: self_care_found,
        tekun_amount: tekun_amount_found,
        payee: payee_found,
        child: child_found,
        child_amount: child_amount_found,
        left_behind: left_behind_found,
        subsidy: subsidy_found,
        stack: stack_found,
        relief: relief_found,
        price: price_found,
        question: question_found,
    );
}

fn stage(since: &Option<String>) -> AwardStage {
    since.as_deref().map_or(AwardStage::Asking, |since| AwardStage::Standing { since: day(since) })
}

fn tekun_found(case: &TekunCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let today = day(&case.day);
    let values = match TekunValues::at(book, region(&case.region), today) {
        Ok(values) => values,
        Err(_no_version) => return "没有规则版本".to_owned(),
    };
    let supporters = case.person.supporters();
    let one = case.person.person(1, &supporters);
    let stage = stage(&case.since);
    let given = |entitlement: &tekun::TekunEntitlement| format!("符合 {}", entitlement.roll.label());
    if let Some(spouse) = &case.spouse {
        let theirs = spouse.supporters();
        let other = spouse.person(2, &theirs);
        let (first, second) =
            asked!(trace, case.name, |recorder| tekun::determine_couple((&one, &other), stage, &values, today, recorder));
        return format!("{}；{}", words(&first, given), words(&second, given));
    }
    let conclusion = asked!(trace, case.name, |recorder| tekun::determine(&one, stage, &values, today, recorder));
    match case.ask.as_deref() {
        None => words(&conclusion, given),
        Some("收入") => {
            let income = tekun::counted_income(&one, &values);
            if income.is_exact() { income.at_least.shown().to_string() } else { "无法认定".to_owned() }
        }
        Some("终止原因") => {
            let since = stage.since().expect("a standing award");
            tekun::end_reason(&one, since, &values).map_or_else(|| "不终止".to_owned(), |reason| reason.label().to_owned())
        }
        Some(other) => panic!("{}: nothing asked by {other}", case.name),
    }
}

fn self_care_found(case: &SelfCareCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let values = TekunValues::at(book, region(&case.region), day(&case.day)).expect("rules are in force");
    let item = |label: &str| {
        let open = case.not_assessed.iter().flatten().any(|open| open == label);
        known(!case.failed.iter().any(|failed| failed == label)).filter(|_| !open)
    };
    let items = SelfCareItems {
        eating: item("吃饭"),
        dressing: item("穿衣"),
        bed: item("上下床"),
        toilet: item("如厕"),
        walking: item("室内行走"),
        bathing: item("洗澡"),
    };
    let reason = case.reason.as_deref().unwrap_or_default();
    let set = match case.set.as_deref().map(|level| SelfCareOverride::new(code(level), reason)) {
        Some(None) => return "须写明理由".to_owned(),
        Some(set) => set,
        None => None,
    };
    let level = asked!(trace, case.name, |recorder| tekun::self_care_level(person(1), &items, set, &values, recorder));
    level.map_or_else(|missing| missing_words(&missing), |level| level.label().to_owned())
}

fn tekun_amount_found(case: &TekunAmountCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let roll = case.registration.as_deref().map_or(Registration::Rural, code);
    let mode = case.mode.as_deref().map_or(CareMode::Home, code);
    let terms = TekunTerms { roll, mode, self_care: code(&case.self_care) };
    let rates = TekunRates::at(book, region(&case.region), month(&case.month));
    let amounts = asked!(trace, case.name, |recorder| tekun::monthly_amounts(&rates, terms, recorder));
    amounts.map_or_else(
        |unknown| format!("无法认定：{}", unknown.key),
        |amounts| format!("基本{} 护理{}", amounts.basic, amounts.care),
    )
}

fn payee_found(case: &PayeeCase, _book: &PolicyBook, trace: &mut Trace) -> String {
    let agreement = |text: &crate::programme_file::AgreementText| CareAgreement {
        provider: match text.provider.as_str() {
            "照料服务人" => CareProvider::Carer,
            "供养服务机构" => CareProvider::Institution,
            "购买服务承接方" => CareProvider::BoughtService,
            other => panic!("{}: no such provider: {other}", case.name),
        },
        from: day(&text.from),
        until: text.until.as_deref().map(day),
    };
    let agreements: Vec<CareAgreement> = case.agreements.iter().map(agreement).collect();
    let payees = asked!(trace, case.name, |recorder| tekun::payees_of_month(&agreements, month(&case.month), recorder));
    format!("基本付{} 护理付{}", payees.basic.label(), payees.care.map_or("暂存", |payee| payee.label()))
}

fn child_found(case: &ChildCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let today = day(&case.day);
    let Ok(values) = ChildValues::at(book, region(&case.region), today) else { return "没有规则版本".to_owned() };
    let (child, stage) = (case.child(), stage(&case.since));
    let conclusion = asked!(trace, case.name, |recorder| children::determine(&child, stage, &values, today, recorder));
    match case.ask.as_deref() {
        None => words(&conclusion, |scheme| scheme.label().to_owned()),
        Some("终止原因") => {
            let since = stage.since().expect("a standing award");
            children::end_reason(&child, since, &values).map_or_else(|| "不终止".to_owned(), |reason| reason.label().to_owned())
        }
        Some("成年停发月") => {
            let month = children::first_month_not_paid_of_age(child.birth, &values);
            month.map_or_else(|| "无法认定".to_owned(), |month| month.to_string())
        }
        Some(other) => panic!("{}: nothing asked by {other}", case.name),
    }
}

fn child_amount_found(case: &ChildAmountCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let placements = [Placement::WithKin, Placement::Institution, Placement::FosterFamily];
    let placement = case.placement.as_deref().map_or(Placement::WithKin, |text| word(&placements, Placement::label, text));
    let rates = ChildRates::at(book, region(&case.region), month(&case.month));
    let dibao_a_head = case.unit_dibao.as_ref().map_or(Fen::ZERO, |paid| {
        asked!(trace, case.name, |recorder| children::dibao_a_head(yuan(paid), case.heads.unwrap_or(1), recorder))
    });
    let beside = CountedBesideTopUp {
        dibao_a_head,
        tekun_basic: or_zero(&case.tekun_basic),
        tekun_care: or_zero(&case.tekun_care),
        living_subsidy: or_zero(&case.living),
    };
    let scheme = (code(&case.scheme), placement);
    amount_words(asked!(trace, case.name, |recorder| children::monthly_amount(&rates, scheme, beside, recorder)))
}

fn left_behind_found(case: &LeftBehindCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let values = ChildValues::at(book, region(&case.region), day(&case.day)).expect("rules are in force");
    let child = case.child();
    words(&asked!(trace, case.name, |recorder| children::is_left_behind(&child, &values, recorder)), |()| "是".to_owned())
}

fn subsidy_found(case: &SubsidyCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let (place, month) = (region(&case.region), month(&case.month));
    let Ok(values) = DisabilityValues::at(book, place, month.first_day()) else { return "没有规则版本".to_owned() };
    let held = held(case.held.as_deref().unwrap_or_default());
    let person = case.person(&held);
    let subsidy = match case.subsidy.as_str() {
        "生活" => Subsidy::Living,
        "护理" => Subsidy::Nursing,
        other => panic!("{}: 生活 or 护理, not {other}", case.name),
    };
    let conclusion = asked!(trace, case.name, |recorder| disability::determine(&person, subsidy, &values, month, recorder));
    words(&conclusion, |subsidy| {
        let amount = asked!(trace, case.name, |recorder| disability::monthly_amount(&values, *subsidy, recorder));
        format!("符合 {}", amount.map_or_else(|unknown| unknown.key.to_string(), |amount| amount.to_string()))
    })
}

fn stack_found(case: &StackCase, _book: &PolicyBook, _trace: &mut Trace) -> String {
    let stack = stack(&held(&case.held));
    let told = |benefit: Benefit| match stack.of(benefit) {
        Payability::NotHeld => None,
        Payability::Paid => Some(format!("发{}", benefit.label())),
        Payability::PaidAsDifference(rule) => Some(format!("补差{}（{rule}）", benefit.label())),
        Payability::Withheld { by, rule } => Some(format!("不发{}（{}，{rule}）", benefit.label(), by.label())),
    };
    Benefit::ALL.into_iter().filter_map(told).collect::<Vec<_>>().join("；")
}

fn relief_found(case: &ReliefCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let today = day(&case.day);
    let Ok(values) = ReliefValues::at(book, region(&case.region), today) else { return "没有规则版本".to_owned() };
    let earlier = case.earlier();
    let application = case.application(&earlier);
    let conclusion = asked!(trace, case.name, |recorder| relief::determine(&application, &values, today, recorder));
    words(&conclusion, |_kind| {
        let amount = asked!(trace, case.name, |recorder| relief::relief_amount(&application, &values, recorder));
        let amount = match amount {
            Ok(amount) => amount,
            Err(missing) => return format!("符合 {}", missing_words(&missing)),
        };
        let tier = asked!(trace, case.name, |recorder| relief::decided_by(amount, &values, recorder));
        let first = asked!(trace, case.name, |recorder| relief::helps_first(&application, amount, &values, recorder));
        let amount = match amount {
            ReliefAmount::Money(money) => money.to_string(),
            ReliefAmount::CaseConference => "一事一议".to_owned(),
        };
        let tier = tier.map_or("层级无法认定", |tier| tier.label());
        format!("符合 {amount} {tier} {}", first.map_or("先行无法认定", |first| first.label()))
    })
}

fn price_found(case: &PriceCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let first_day = month(&case.month).first_day();
    let Ok(values) = PriceValues::at(book, region(&case.region), first_day) else { return "没有规则版本".to_owned() };
    let ratio = |text: &String| Ratio::parse(text).unwrap_or_else(|| panic!("{}: no ratio: {text}", case.name));
    let rises = PriceRises { consumer: case.consumer.as_ref().map(ratio), food: case.food.as_ref().map(ratio) };
    const GROUPS: [PriceGroup; 9] = [
        PriceGroup::Preferential,
        PriceGroup::Dibao,
        PriceGroup::Tekun,
        PriceGroup::Orphan,
        PriceGroup::Unattended,
        PriceGroup::HivChild,
        PriceGroup::UnemploymentInsurance,
        PriceGroup::UnemploymentAid,
        PriceGroup::Margin,
    ];
    let groups: Vec<PriceGroup> = case.groups.iter().map(|text| word(&GROUPS, PriceGroup::label, text)).collect();
    match asked!(trace, case.name, |recorder| price_supplement::is_started(rises, &values, recorder)) {
        Answer::Yes => {}
        Answer::No => return "不启动".to_owned(),
        Answer::CannotSay => return "无法认定是否启动".to_owned(),
    }
    match asked!(trace, case.name, |recorder| price_supplement::is_entitled(&groups, &values, recorder)) {
        Answer::Yes => {}
        Answer::No => return "不是对象".to_owned(),
        Answer::CannotSay => return "无法认定是否对象".to_owned(),
    }
    let roll = case.registration.as_deref().map_or(Registration::Rural, code);
    let Some(rise) = rises.consumer else { return "涨幅未公布".to_owned() };
    amount_words(asked!(trace, case.name, |recorder| price_supplement::monthly_amount(roll, rise, &values, recorder)))
}

/// Questions of one fact or value, asked by their rule.
fn question_found(case: &QuestionCase, book: &PolicyBook, trace: &mut Trace) -> String {
    let (place, today) = (region(&case.region), day(&case.day));
    let given = |field: &str| case.given.as_ref().and_then(|given| given.get(field));
    let text = |field: &str| given(field).and_then(|value| value.as_str());
    let flag = |field: &str| given(field).and_then(toml::Value::as_bool).and_then(known);
    let kind = || code::<ReliefKind>(text("kind").expect("a kind"));
    let roll = || text("registration").map_or(Registration::Rural, code);
    match case.rule.as_str() {
        "TK-27" => answer_words(tekun::must_be_heard(&TekunValues::at(book, place, today).expect("rules"))),
        "TK-207" => {
            let files = u32::try_from(given("files").and_then(toml::Value::as_integer).expect("files")).expect("few");
            tekun::least_random_checks(book, place, today, files)
                .map_or_else(|unknown| unknown.key.to_string(), |checks| checks.to_string())
        }
        "TK-41" => answer_words(tekun::is_basic_rate_high_enough(book, place, roll(), today)),
        "TK-42" => amount_words(tekun::funeral_amount(book, place, roll(), CareMode::Home, today)),
        "CH-34" => {
            let values = ChildValues::at(book, place, today).expect("rules");
            answer_words(asked!(trace, case.name, |recorder| children::has_public_notice(&values, recorder)))
        }
        "CH-105" | "CH-106" => {
            let student = children::GrantStudent {
                person: person(1),
                recognised_as_minor: flag("recognised_as_minor"),
                adopted: flag("adopted"),
                disabled: flag("disabled"),
                schooling: text("schooling").and_then(|schooling| known(code(schooling))),
            };
            let conclusion = asked!(trace, case.name, |recorder| children::has_study_grant(&student, recorder));
            words(&conclusion, |()| amount_words(children::study_grant(book, place, today)))
        }
        "RD-19" => {
            let opened = disability::is_nursing_opened(today.in_month(), text("tekun_from").map(month));
            answer_words(Answer::when(opened))
        }
        "RD-17" => {
            let calendar = vocabulary::WorkingCalendar::parse(policy::working_days()).expect("the calendar");
            let deadlines = Deadlines { book, calendar: &calendar, region: place };
            let first = deadlines.subsidy_first_month(Subsidy::Living, today, text("dibao_from").map(month));
            first.expect("a month").to_string()
        }
        "TR-103" => {
            let values = ReliefValues::at(book, place, today).expect("rules");
            let worker = UnemployedWorker {
                uninsured: flag("uninsured"),
                by_epidemic: flag("by_epidemic"),
                without_income_since: text("since").and_then(|since| known(day(since))),
            };
            answer_words(asked!(trace, case.name, |recorder| relief::is_open_to_unemployed(&worker, &values, recorder)))
        }
        "TR-401" => answer_words(Answer::when(relief::steps_of(kind()).noticed_first)),
        "TR-402" => answer_words(Answer::when(!relief::steps_of(kind()).matched_first)),
        "TR-414" => answer_words(Answer::when(relief::steps_of(kind()).published_after)),
        other => panic!("{}: nothing is asked by {other} alone", case.name),
    }
}

/// What follows from a day by a rule of these programmes; `None` where the rule sets no limit.
pub fn deadline(deadlines: &Deadlines<'_>, rule: &str, from: Date) -> Option<Result<String, DeadlineRefusal>> {
    let in_words = |day: Date| day.to_string();
    let month_words = |month: Month| month.to_string();
    Some(match rule {
        "TK-203" => deadlines.tekun_township_opinion(from).map(in_words),
        "TK-205" => deadlines.tekun_notice_end(from).map(in_words),
        "TK-206" => deadlines.tekun_objection(from).map(in_words),
        "TK-207" => deadlines.tekun_county_opinion(from).map(in_words),
        "TK-208" => deadlines.tekun_first_month(from).map(month_words),
        "TK-209" => deadlines.tekun_denial_notice(from).map(in_words),
        "TK-23" => deadlines.tekun_reassessment(from).map(in_words),
        "CA-107" => deadlines.tekun_first_month_of_level(from).map(month_words),
        "TK-26" => deadlines
            .tekun_ending_notice(from)
            .and_then(|end| Ok(format!("公示至{end}，{}起停发", deadlines.tekun_first_month_not_paid(end)?))),
        "TK-30" => deadlines.tekun_review(from).map(in_words),
        "CH-31" => deadlines.child_township_check(from).map(in_words),
        "CH-32" => deadlines.child_county_decision(from).map(in_words),
        "CH-33" => deadlines.child_first_month(from).map(month_words),
        "CH-35" => deadlines.child_first_month_not_paid(from).map(month_words),
        "DS-403" => deadlines.subsidy_first_month(Subsidy::Nursing, from, None).map(month_words),
        "DS-407" | "DS-409" => deadlines.subsidy_first_month_after(from).map(month_words),
        "DS-408" => deadlines.subsidy_complaint(from).map(in_words),
        "TR-403" => deadlines.relief_response(from).map(in_words),
        "TR-404" => deadlines.relief_papers(from).map(in_words),
        _another_rule => return None,
    })
}
