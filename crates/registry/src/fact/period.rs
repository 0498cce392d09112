//! For how long the amounts of each kind are stated.

use super::FactKind;

/// For how long an amount is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyPeriod {
    /// A year: incomes and spending, whatever period a file has.
    Year,
    /// A month: rates of a roll.
    Month,
    /// No period: a stock, or what is paid once.
    Once,
}

impl FactKind {
    /// For how long its amounts are stated; `None` for what is no money.
    pub fn money_period(self) -> Option<MoneyPeriod> {
        match self {
            FactKind::WageIncome
            | FactKind::BusinessNetIncome
            | FactKind::PropertyNetIncome
            | FactKind::SupportReceived
            | FactKind::EmployeePension
            | FactKind::ResidentPensionBasic
            | FactKind::OldAgeAllowance
            | FactKind::OtherTransfer
            | FactKind::OtherIncome
            | FactKind::ExcludedIncome
            | FactKind::TransferPaid
            | FactKind::IllnessSpending
            | FactKind::InjuryNursingFee
            | FactKind::PublicWage
            | FactKind::MedicalTotal => Some(MoneyPeriod::Year),
            FactKind::DibaoMonthly
            | FactKind::TekunBasic
            | FactKind::TekunCare
            | FactKind::ChildMonthly
            | FactKind::LivingSubsidy
            | FactKind::NursingSubsidy => Some(MoneyPeriod::Month),
            FactKind::CashAssets | FactKind::ReliefOwnCost | FactKind::ReliefGranted | FactKind::PaymentAmount => {
                Some(MoneyPeriod::Once)
            }
            FactKind::WageMonths
            | FactKind::DisabilityKind
            | FactKind::DisabilityLevel
            | FactKind::LabourCapacity
            | FactKind::SeriousIllness
            | FactKind::Schooling
            | FactKind::Whereabouts
            | FactKind::WhereaboutsSince
            | FactKind::Employment
            | FactKind::Death
            | FactKind::Dwellings
            | FactKind::MotorCars
            | FactKind::ShopsAndCompanies
            | FactKind::ApplicationDay
            | FactKind::ApplicationKind
            | FactKind::AuthorisationDay
            | FactKind::RaisedByEmployment
            | FactKind::UnsettledRow
            | FactKind::MovedOut
            | FactKind::Cremation
            | FactKind::CertificateIssued
            | FactKind::CertificateExpiry
            | FactKind::CertificateStatus
            | FactKind::LongTermCare
            | FactKind::ShopPremises
            | FactKind::Companies
            | FactKind::SoleTrades
            | FactKind::PublicPayroll
            | FactKind::EmployerInsured
            | FactKind::VisitDay
            | FactKind::MonitoredGroup
            | FactKind::MonitoredSince
            | FactKind::RiskCleared
            | FactKind::Hardship
            | FactKind::HardshipDay
            | FactKind::ReliefDay
            | FactKind::ReliefKind
            | FactKind::ReliefReason
            | FactKind::ReliefPersons
            | FactKind::DibaoClass
            | FactKind::DibaoSince
            | FactKind::ExitAfter
            | FactKind::CareMode
            | FactKind::SelfCare
            | FactKind::TekunSince
            | FactKind::ChildScheme
            | FactKind::ChildSince
            | FactKind::SubsidySince
            | FactKind::PaymentPurpose
            | FactKind::PaymentResult
            | FactKind::PaymentDay
            | FactKind::AppliedFor
            | FactKind::AppliedDay
            | FactKind::FatherCondition
            | FactKind::FatherSince
            | FactKind::MotherCondition
            | FactKind::MotherSince
            | FactKind::Supporters
            | FactKind::AssessmentDay => None,
        }
    }
}
