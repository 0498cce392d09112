//! Code sets of what departments' lists state: monitored households, certificates, events, relief, care, payments.
//! Numbers never change and are never reused.

use crate::codes::{Coded, coded};

/// Group of a household that the rural-revitalisation side keeps a list of (户类型). A lifted household is not monitored;
/// an unstable lifted one is both lifted and monitored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MonitoredGroup {
    /// 脱贫户: lifted out of poverty, without a risk that is watched.
    Lifted,
    /// 脱贫不稳定户: lifted, and may fall back.
    UnstableLifted,
    /// 边缘易致贫户: never listed as poor, near the line.
    MarginalProne,
    /// 突发严重困难户: above the line, met by a sudden hardship.
    SuddenHardship,
}

/// Whether a disability certificate is in force (证件状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertificateStatus {
    /// 有效.
    Valid,
    /// 注销.
    Cancelled,
}

/// What suddenly happened to a family (突发事项).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HardshipKind {
    /// 交通事故、意外伤害.
    Accident,
    /// 火灾.
    Fire,
    /// 自然灾害.
    NaturalDisaster,
    /// 突发重病.
    SuddenIllness,
}

/// Kind of temporary relief applied for (救助类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReliefKind {
    /// 急难型: something sudden threatens the basic living.
    Emergency,
    /// 支出型: necessary spending is beyond what the family can bear.
    Expense,
}

/// Why temporary relief is applied for (困难原因).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReliefReason {
    /// 重病.
    SeriousIllness,
    /// 就学.
    Schooling,
    /// 交通事故.
    TrafficAccident,
    /// 火灾.
    Fire,
    /// 自然灾害.
    NaturalDisaster,
    /// 意外伤害.
    Injury,
    /// 失业.
    Unemployment,
    /// 其他.
    Other,
}

/// Where a person under tekun is cared for (供养方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareMode {
    /// 集中供养: in an institution.
    Institution,
    /// 分散供养: at home.
    Home,
}

/// How far a person can look after themselves (生活自理能力).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SelfCare {
    /// 全自理.
    Full,
    /// 半自理 (半护理).
    Partial,
    /// 全护理 (不能自理).
    None,
}

/// Scheme that a child without parents' care is under (儿童类别).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChildScheme {
    /// 孤儿.
    Orphan,
    /// 事实无人抚养儿童.
    Unattended,
}

/// What a payment of the one-card channel is for (发放项目).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentPurpose {
    /// 农村低保金.
    RuralDibao,
    /// 特困供养金.
    Tekun,
    /// 孤儿基本生活费.
    OrphanLiving,
    /// 事实无人抚养儿童补贴.
    UnattendedChild,
    /// 困难残疾人生活补贴.
    DisabilityLiving,
    /// 重度残疾人护理补贴.
    DisabilityNursing,
    /// 临时救助金.
    TemporaryRelief,
}

/// What the bank says became of a payment (发放结果).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentResult {
    /// 成功.
    Paid,
    /// 失败: the money came back.
    Failed,
}

/// What is the matter with a parent of a child without care (父母情况), 民发〔2019〕62号 and 民发〔2020〕125号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParentCondition {
    /// 死亡, also declared by a court.
    Dead,
    /// 宣告失踪 by a court.
    DeclaredMissing,
    /// 重残.
    SeverelyDisabled,
    /// 重病.
    SeriouslyIll,
    /// 服刑在押.
    InPrison,
    /// 强制隔离戒毒.
    CompulsoryDetoxification,
    /// 被执行其他限制人身自由的措施.
    OtherRestriction,
    /// 失联.
    LostContact,
    /// 被撤销监护资格.
    GuardianshipRevoked,
    /// 被遣送（驱逐）出境.
    Deported,
    /// None of these, or none any more: back, released or well again.
    Able,
}

/// What an investigation found of those who must support a person by law (法定义务人情况), 民发〔2021〕43号 §8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Supporters {
    /// There is nobody.
    None,
    /// All there are cannot perform their duty.
    Unable,
    /// Somebody can.
    Able,
}

coded!(MonitoredGroup:
    Lifted = 1 "脱贫户" | "已脱贫户" | "一般脱贫户" | "脱贫人口", UnstableLifted = 2 "脱贫不稳定户" | "脱贫不稳定",
    MarginalProne = 3 "边缘易致贫户" | "边缘易致贫", SuddenHardship = 4 "突发严重困难户" | "突发严重困难");
coded!(CertificateStatus: Valid = 1 "有效" | "正常" | "在用", Cancelled = 2 "注销" | "已注销" | "作废");
coded!(HardshipKind:
    Accident = 1 "意外事故" | "交通事故" | "意外伤害" | "车祸", Fire = 2 "火灾" | "家庭火灾",
    NaturalDisaster = 3 "自然灾害" | "洪涝" | "地震" | "冰雹", SuddenIllness = 4 "突发重病" | "重病" | "突发疾病");
coded!(ReliefKind: Emergency = 1 "急难型" | "急难", Expense = 2 "支出型" | "支出");
coded!(ReliefReason:
    SeriousIllness = 1 "重病" | "突发重病" | "突发疾病" | "重大疾病", Schooling = 2 "就学" | "子女就学" | "教育", TrafficAccident = 3 "交通事故" | "车祸",
    Fire = 4 "火灾", NaturalDisaster = 5 "自然灾害" | "灾害", Injury = 6 "意外伤害" | "意外", Unemployment = 7 "失业", Other = 8 "其他" | "其它" | "生活困难" | "冬季取暖困难" | "残疾康复");
coded!(CareMode: Institution = 1 "集中供养" | "集中", Home = 2 "分散供养" | "分散");
coded!(SelfCare:
    Full = 1 "全自理" | "能自理" | "完全自理" | "自理", Partial = 2 "半自理" | "半护理" | "部分丧失" | "部分自理",
    None = 3 "全护理" | "不能自理" | "完全丧失" | "失能");
coded!(ChildScheme: Orphan = 1 "孤儿" | "散居孤儿" | "集中养育孤儿", Unattended = 2 "事实无人抚养儿童" | "事实无人抚养" | "事实孤儿");
coded!(PaymentPurpose:
    RuralDibao = 1 "农村低保金" | "农村低保" | "低保金", Tekun = 2 "特困供养金" | "特困供养" | "特困救助供养金",
    OrphanLiving = 3 "孤儿基本生活费" | "孤儿生活费",
    UnattendedChild = 4 "事实无人抚养儿童补贴" | "事实无人抚养儿童生活补贴" | "事实无人抚养儿童基本生活补贴",
    DisabilityLiving = 5 "困难残疾人生活补贴" | "残疾人生活补贴", DisabilityNursing = 6 "重度残疾人护理补贴" | "残疾人护理补贴",
    TemporaryRelief = 7 "临时救助金" | "临时救助");
coded!(ParentCondition:
    Dead = 1 "死亡" | "已故", DeclaredMissing = 2 "宣告失踪" | "失踪", SeverelyDisabled = 3 "重残" | "重度残疾", SeriouslyIll = 4 "重病",
    InPrison = 5 "服刑在押" | "服刑", CompulsoryDetoxification = 6 "强制隔离戒毒" | "强制戒毒", OtherRestriction = 7 "限制人身自由" | "被限制人身自由",
    LostContact = 8 "失联", GuardianshipRevoked = 9 "被撤销监护资格" | "撤销监护资格", Deported = 10 "被遣送出境" | "被驱逐出境",
    Able = 11 "能够履行抚养义务" | "能抚养" | "正常");
coded!(Supporters:
    None = 1 "无法定义务人" | "无赡养抚养人" | "无", Unable = 2 "无履行义务能力" | "无履行能力", Able = 3 "有履行义务能力" | "有履行能力");
coded!(PaymentResult: Paid = 1 "成功" | "发放成功" | "已发放", Failed = 2 "失败" | "发放失败" | "退回" | "退票");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::tests::check;

    #[test]
    fn every_code_of_the_lists_reads_back_from_its_number_its_label_and_its_spellings() {
        check::<MonitoredGroup>();
        check::<ParentCondition>();
        check::<Supporters>();
        check::<CertificateStatus>();
        check::<HardshipKind>();
        check::<ReliefKind>();
        check::<ReliefReason>();
        check::<CareMode>();
        check::<SelfCare>();
        check::<ChildScheme>();
        check::<PaymentPurpose>();
        check::<PaymentResult>();
    }
}
