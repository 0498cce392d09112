//! What cheating can cost besides giving the money back (DB-611).

use vocabulary::{Date, Fen, RegionCode};

use crate::{Amount, Input, InputValue, Key, PolicyBook, Recorder, RuleId, Step, StepAnswer, Unknown};

/// The highest fine for what was obtained by fraud, by the law of the day of the act: up to three times until 2026-06-30,
/// up to twice from then.
pub fn fraud_fine_most<R: Recorder>(
    book: &PolicyBook,
    region: RegionCode,
    day: Date,
    obtained: Fen,
    recorder: &mut R,
) -> Result<Fen, Unknown> {
    let version = book.value(Key::FRAUD_FINE_MOST, region, day)?;
    let Some(Amount::Ratio(times)) = version.amount else {
        unreachable!("the reader gives the value only ratios");
    };
    let fine = times.of_down(obtained);
    recorder.step(|| Step {
        rule: RuleId::FRAUD_FINE,
        inputs: vec![
            Input::worked_out("骗取的金额", InputValue::Money(obtained)),
            Input::of_law("最高倍数", InputValue::Ratio(times), Key::FRAUD_FINE_MOST.name, Some(version.from)),
        ],
        answer: StepAnswer::Value(InputValue::Money(fine)),
    });
    Ok(fine)
}
