//! What somebody receives.

use policy::stacking::Benefit;
use vocabulary::{ChildScheme, PaymentPurpose};

/// A benefit of a person or family, as rolls and payment lists name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aid {
    /// 农村低保.
    Dibao,
    /// 特困供养.
    Tekun,
    /// 孤儿基本生活费.
    Orphan,
    /// 事实无人抚养儿童补贴.
    Unattended,
    /// 困难残疾人生活补贴.
    Living,
    /// 重度残疾人护理补贴.
    Nursing,
    /// 临时救助.
    Relief,
}

impl Aid {
    /// All of them.
    pub const ALL: [Aid; 7] = [Aid::Dibao, Aid::Tekun, Aid::Orphan, Aid::Unattended, Aid::Living, Aid::Nursing, Aid::Relief];

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Aid::Dibao => "农村低保",
            Aid::Tekun => "特困供养",
            Aid::Orphan => "孤儿基本生活费",
            Aid::Unattended => "事实无人抚养儿童补贴",
            Aid::Living => "困难残疾人生活补贴",
            Aid::Nursing => "重度残疾人护理补贴",
            Aid::Relief => "临时救助",
        }
    }

    /// As the rules on what may be paid together name it.
    pub(crate) fn benefit(self) -> Benefit {
        match self {
            Aid::Dibao => Benefit::Dibao,
            Aid::Tekun => Benefit::Tekun,
            Aid::Orphan => Benefit::Orphan,
            Aid::Unattended => Benefit::Unattended,
            Aid::Living => Benefit::LivingSubsidy,
            Aid::Nursing => Benefit::NursingSubsidy,
            Aid::Relief => Benefit::TemporaryRelief,
        }
    }

    /// The benefit that a payment is for.
    pub fn of_purpose(purpose: PaymentPurpose) -> Aid {
        match purpose {
            PaymentPurpose::RuralDibao => Aid::Dibao,
            PaymentPurpose::Tekun => Aid::Tekun,
            PaymentPurpose::OrphanLiving => Aid::Orphan,
            PaymentPurpose::UnattendedChild => Aid::Unattended,
            PaymentPurpose::DisabilityLiving => Aid::Living,
            PaymentPurpose::DisabilityNursing => Aid::Nursing,
            PaymentPurpose::TemporaryRelief => Aid::Relief,
        }
    }

    /// The benefit of a children's scheme.
    pub fn of_scheme(scheme: ChildScheme) -> Aid {
        match scheme {
            ChildScheme::Orphan => Aid::Orphan,
            ChildScheme::Unattended => Aid::Unattended,
        }
    }

    /// The benefit that a title or file name speaks of; of two nothing is guessed.
    pub fn named_in(text: &str) -> Option<Aid> {
        const WORDS: [(&str, Aid); 8] = [
            ("低保", Aid::Dibao),
            ("最低生活保障", Aid::Dibao),
            ("特困", Aid::Tekun),
            ("孤儿", Aid::Orphan),
            ("事实无人抚养", Aid::Unattended),
            ("生活补贴", Aid::Living),
            ("护理补贴", Aid::Nursing),
            ("临时救助", Aid::Relief),
        ];
        let mut named = WORDS.iter().filter(|(word, _)| text.contains(word)).map(|(_, aid)| *aid);
        let first = named.next()?;
        named.all(|aid| aid == first).then_some(first)
    }

    /// Whether it is paid to one account for a whole family.
    pub fn is_of_a_family(self) -> bool {
        match self {
            Aid::Dibao | Aid::Relief => true,
            Aid::Tekun | Aid::Orphan | Aid::Unattended | Aid::Living | Aid::Nursing => false,
        }
    }
}
