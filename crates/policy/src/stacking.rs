//! Which benefits of one person may be paid together for a month. Every programme asks here, so that two of them never
//! answer differently.

use vocabulary::Fen;

use crate::RuleId;

/// A benefit of a person, ours or another office's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Benefit {
    /// 工伤保险生活护理费.
    InjuryNursingFee,
    /// 养老、离休、公伤等同类生活补贴 of another office.
    OtherLivingAllowance,
    /// 养老、离休、公伤等同类护理补贴 of another office.
    OtherNursingAllowance,
    /// 高龄津贴.
    OldAgeAllowance,
    /// 城乡居民养老金.
    ResidentPension,
    /// 临时救助.
    TemporaryRelief,
    /// 孤儿基本生活费.
    Orphan,
    /// 特困供养.
    Tekun,
    /// 低保 (the person counts in a unit).
    Dibao,
    /// 事实无人抚养儿童补贴.
    Unattended,
    /// 困难残疾人生活补贴.
    LivingSubsidy,
    /// 重度残疾人护理补贴.
    NursingSubsidy,
}

/// A benefit decided for a person, with its amount for the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldBenefit {
    /// Which.
    pub benefit: Benefit,
    /// Amount of the month; asked only where the higher of two is paid.
    pub monthly: Fen,
}

/// What two benefits of one person and month are to each other, read from the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pairing {
    /// Both are paid.
    Together,
    /// The first is not paid beside the second.
    Yields,
    /// The first is not paid beside the second in full; beside a difference it is, and counts inside it.
    YieldsToFull,
    /// The first is paid as the difference to its rate.
    Difference,
    /// The higher is paid; the first is not where they are equal (RD-20).
    Higher,
}

/// What becomes of a benefit beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payability {
    /// The person does not have it.
    NotHeld,
    /// Paid.
    Paid,
    /// Paid as the difference to its rate, by this rule.
    PaidAsDifference(RuleId),
    /// Not paid.
    Withheld {
        /// Because of this one.
        by: Benefit,
        /// By this rule.
        rule: RuleId,
    },
}

/// What becomes of every benefit of a person for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stack([Payability; Benefit::ALL.len()]);

impl Benefit {
    /// Every benefit, in the order in which they are looked at: one yields only to those before it.
    pub const ALL: [Benefit; 12] = [
        Benefit::InjuryNursingFee,
        Benefit::OtherLivingAllowance,
        Benefit::OtherNursingAllowance,
        Benefit::OldAgeAllowance,
        Benefit::ResidentPension,
        Benefit::TemporaryRelief,
        Benefit::Orphan,
        Benefit::Tekun,
        Benefit::Dibao,
        Benefit::Unattended,
        Benefit::LivingSubsidy,
        Benefit::NursingSubsidy,
    ];

    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            Benefit::InjuryNursingFee => "工伤保险生活护理费",
            Benefit::OtherLivingAllowance => "其他部门同类生活补贴",
            Benefit::OtherNursingAllowance => "其他部门同类护理补贴",
            Benefit::OldAgeAllowance => "高龄津贴",
            Benefit::ResidentPension => "城乡居民养老金",
            Benefit::TemporaryRelief => "临时救助",
            Benefit::Orphan => "孤儿基本生活费",
            Benefit::Tekun => "特困供养",
            Benefit::Dibao => "低保",
            Benefit::Unattended => "事实无人抚养儿童补贴",
            Benefit::LivingSubsidy => "困难残疾人生活补贴",
            Benefit::NursingSubsidy => "重度残疾人护理补贴",
        }
    }

    fn place(self) -> usize {
        // The list is in the order of the variants; a test holds it there.
        self as usize
    }
}

/// Every pair the law speaks of: the benefit looked at, the other one, what holds, by which rule. A pair that is not here
/// is paid together. Of several reasons the first listed is told.
pub const PAIRS: &[(Benefit, Benefit, Pairing, RuleId)] = {
    use Benefit::{
        Dibao, InjuryNursingFee, LivingSubsidy, NursingSubsidy, OldAgeAllowance, Orphan, OtherLivingAllowance,
        OtherNursingAllowance, ResidentPension, Tekun, TemporaryRelief, Unattended,
    };
    &[
        (Tekun, OldAgeAllowance, Pairing::Together, RuleId::TEKUN_AND_OLD_AGE),
        (Tekun, ResidentPension, Pairing::Together, RuleId::TEKUN_AND_PENSION),
        (Tekun, TemporaryRelief, Pairing::Together, RuleId::RELIEF_AND_OTHERS),
        (Tekun, Orphan, Pairing::Yields, RuleId::TEKUN_AND_ORPHAN),
        (Dibao, TemporaryRelief, Pairing::Together, RuleId::RELIEF_AND_OTHERS),
        (Dibao, Orphan, Pairing::Yields, RuleId::OTHER_AWARD),
        (Dibao, Tekun, Pairing::Yields, RuleId::TEKUN_AND_DIBAO),
        (Unattended, Orphan, Pairing::Yields, RuleId::ORPHAN_OR_UNATTENDED),
        (Unattended, Tekun, Pairing::Difference, RuleId::TEKUN_AND_UNATTENDED),
        (Unattended, Dibao, Pairing::Difference, RuleId::CHILD_TOP_UP),
        (LivingSubsidy, InjuryNursingFee, Pairing::Yields, RuleId::INJURY_FEE_AND_SUBSIDIES),
        (LivingSubsidy, OtherLivingAllowance, Pairing::Higher, RuleId::HIGHER_OF_THE_SAME_KIND),
        (LivingSubsidy, Orphan, Pairing::Yields, RuleId::ORPHAN_AND_LIVING),
        (LivingSubsidy, Tekun, Pairing::Yields, RuleId::TEKUN_AND_LIVING),
        (LivingSubsidy, Dibao, Pairing::Together, RuleId::DIBAO_AND_LIVING),
        (LivingSubsidy, Unattended, Pairing::YieldsToFull, RuleId::UNATTENDED_AND_LIVING),
        (NursingSubsidy, InjuryNursingFee, Pairing::Yields, RuleId::INJURY_FEE_AND_SUBSIDIES),
        (NursingSubsidy, OtherNursingAllowance, Pairing::Higher, RuleId::HIGHER_OF_THE_SAME_KIND),
        (NursingSubsidy, Orphan, Pairing::Together, RuleId::ORPHAN_AND_NURSING),
        (NursingSubsidy, Tekun, Pairing::Yields, RuleId::TEKUN_AND_NURSING),
        (NursingSubsidy, Dibao, Pairing::Together, RuleId::DIBAO_AND_NURSING),
        (NursingSubsidy, Unattended, Pairing::Together, RuleId::UNATTENDED_AND_NURSING),
        (NursingSubsidy, LivingSubsidy, Pairing::Together, RuleId::LIVING_AND_NURSING),
    ]
};

/// What may be paid together of the benefits a person has for a month, and why the rest is not. The same benefit held
/// twice counts once.
pub fn stack(held: &[HeldBenefit]) -> Stack {
    let mut stack = Stack([Payability::NotHeld; Benefit::ALL.len()]);
    let mut monthly = [Fen::ZERO; Benefit::ALL.len()];
    for benefit in held {
        let place = benefit.benefit.place();
        stack.0[place] = Payability::Paid;
        monthly[place] = monthly[place].max(benefit.monthly);
    }
    for benefit in Benefit::ALL {
        if stack.of(benefit) != Payability::NotHeld {
            stack.0[benefit.place()] = payability_beside(benefit, &stack, &monthly);
        }
    }
    stack
}

/// What becomes of a benefit beside those before it, which are settled.
fn payability_beside(benefit: Benefit, settled: &Stack, monthly: &[Fen]) -> Payability {
    let mut payability = Payability::Paid;
    for (first, other, pairing, rule) in PAIRS {
        if *first != benefit || !settled.is_paid(*other) {
            continue;
        }
        let yields = match pairing {
            Pairing::Together => false,
            Pairing::Yields => true,
            Pairing::YieldsToFull => settled.of(*other) == Payability::Paid,
            Pairing::Higher => monthly[benefit.place()] <= monthly[other.place()],
            Pairing::Difference => {
                payability = Payability::PaidAsDifference(*rule);
                false
            }
        };
        if yields {
            return Payability::Withheld { by: *other, rule: *rule };
        }
    }
    payability
}

impl Stack {
    /// What becomes of a benefit.
    pub fn of(&self, benefit: Benefit) -> Payability {
        self.0[benefit.place()]
    }

    /// Whether it is paid, in full or as a difference.
    pub fn is_paid(&self, benefit: Benefit) -> bool {
        match self.of(benefit) {
            Payability::Paid | Payability::PaidAsDifference(_) => true,
            Payability::NotHeld | Payability::Withheld { .. } => false,
        }
    }

    /// What is not paid, with the other benefit and the rule.
    pub fn withheld(&self) -> impl Iterator<Item = (Benefit, Benefit, RuleId)> + '_ {
        Benefit::ALL.into_iter().filter_map(|benefit| match self.of(benefit) {
            Payability::Withheld { by, rule } => Some((benefit, by, rule)),
            Payability::NotHeld | Payability::Paid | Payability::PaidAsDifference(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_benefit_yields_only_to_those_before_it_and_no_pair_stands_twice() {
        assert!(Benefit::ALL.into_iter().enumerate().all(|(place, benefit)| benefit.place() == place));
        for (index, (first, second, ..)) in PAIRS.iter().enumerate() {
            assert!(second.place() < first.place(), "{first:?} {second:?}");
            assert!(PAIRS[..index].iter().all(|pair| (pair.0, pair.1) != (*first, *second)), "{first:?} {second:?}");
        }
    }
}
