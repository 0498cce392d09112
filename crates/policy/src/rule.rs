//! Rules by id, each with its question and clause.

use std::fmt;

/// The id of a rule: that of the fact base or of a reading, such as `DB-101` or `RD-04`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

/// What a rule asks and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The question in Chinese, as a notice prints it.
    pub question: &'static str,
    /// The clause in Chinese.
    pub clause: &'static str,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Declares the rules once: each as a constant id and in the table.
macro_rules! rules {
    ($($(#[$doc:meta])* $constant:ident = $id:literal, $question:literal, $clause:literal;)+) => {
        impl RuleId {
            $($(#[$doc])* pub const $constant: RuleId = RuleId($id);)+
        }

        impl Rule {
            /// Every rule this system asks.
            pub const TABLE: &'static [Rule] =
                &[$(Rule { id: RuleId::$constant, question: $question, clause: $clause }),+];
        }
    };
}

rules! {
    /// Members living together.
    MEMBERS = "DB-11", "是否为共同生活的家庭成员", "民发〔2021〕57号第七条";
    /// Who may apply alone.
    SINGLE_PERSON = "DB-12", "是否属于可以单独申请的人员", "民发〔2021〕57号第八条";
    /// The margin family.
    MARGIN_FAMILY = "DB-13", "是否为低保边缘家庭", "民发〔2021〕57号第八条";
    /// Special cases that only the office recognises.
    SPECIAL_CASE = "DB-14", "是否属于经认定可以单独申请的其他特殊情形", "民发〔2021〕57号第八条第（四）项；社会救助法第二十一条";
    /// Counted income of a person.
    COUNTED_INCOME = "DB-21", "计入的年收入是多少", "民发〔2021〕57号第十三条";
    /// Money that is not income.
    EXCLUDED_INCOME = "DB-22", "哪些款项不计入收入", "民发〔2021〕57号第十三条";
    /// Transfers received less transfers paid.
    TRANSFER_NET = "DB-23", "转移净收入是多少", "民发〔2021〕57号第十三条";
    /// Support left out case by case for an adult without job.
    EXEMPTED_SUPPORT = "DB-24", "豁免多少亲属给付的资金", "民发〔2022〕83号一（四）";
    /// Property within the local limits.
    PROPERTY_TEST = "DB-31", "家庭财产是否符合当地规定", "民发〔2021〕57号第十四条";
    /// Why it ends.
    END_REASON = "DB-61", "因何终止", "民发〔2021〕57号第三十一条至第三十三条";
    /// Income a head strictly below the standard.
    INCOME_TEST = "DB-101", "人均收入是否低于最低生活保障标准", "社会救助暂行办法第九条；民发〔2021〕57号第二条";
    /// An eligible family is not cut down to some members.
    WHOLE_FAMILY_FIRST = "DB-109", "整户收入低于标准的，是否应整户申请而不单独保障个别成员", "民发〔2021〕57号第八条；民发〔2022〕83号一（一）";
    /// Start of the investigation.
    INVESTIGATION_START = "DB-402", "何日前应启动家庭经济状况调查", "民发〔2021〕57号第十五条";
    /// Start of matching.
    MATCHING_START = "DB-403", "何日前应启动信息核对", "民发〔2021〕57号第十七条";
    /// Public notice.
    PUBLIC_NOTICE = "DB-407", "公示至何日止", "民发〔2021〕57号第十九条";
    /// The county's opinion.
    COUNTY_OPINION = "DB-409", "县级何日前应提出审核确认意见", "民发〔2021〕57号第二十条";
    /// Acceptance to confirmation.
    TOTAL_LIMIT = "DB-411", "何日前应办结", "民发〔2021〕57号第二十二条";
    /// Acceptance to confirmation where the township confirms.
    TOTAL_LIMIT_DELEGATED = "DB-412", "确认权限下放乡镇的，何日前应办结", "民发〔2022〕83号四（一）";
    /// Special cases.
    TOTAL_LIMIT_SPECIAL = "DB-413", "属于特殊情形的，何日前应办结", "民发〔2021〕57号第二十二条；民发〔2022〕83号四（一）";
    /// First month paid.
    PAYMENT_START = "DB-414", "自何月起发放", "民发〔2021〕57号第二十一条";
    /// Notice of a denial.
    DENIAL_NOTICE = "DB-415", "何日前应书面告知不予确认的理由", "民发〔2021〕57号第二十一条";
    /// The month's amount.
    MONTHLY_AMOUNT = "DB-501", "当月发放多少", "民发〔2021〕57号第二十三条";
    /// The class.
    CLASS = "DB-502", "属于哪一类", "民发〔2021〕57号第二十三条；甘肃省农村低保分类办法";
    /// The category supplement.
    CATEGORY_SUPPLEMENT = "DB-503", "是否属于分类施保的重点人员", "民发〔2021〕57号第二十七条";
    /// Re-verification.
    REVERIFICATION = "DB-601", "何日前应复核", "民发〔2021〕57号第三十一条";
    /// Gradual exit.
    GRADUAL_EXIT = "DB-604", "就业增收后渐退期为几个月", "民发〔2021〕57号第三十三条；民发〔2022〕83号一（三）";
    /// Review after a death.
    DEATH_REVIEW = "DB-605", "成员死亡后何日前应完成复核", "民发〔2022〕83号一（三）";
    /// First month no longer paid.
    PAYMENT_STOP = "DB-606", "自何月起停发", "民发〔2021〕57号第三十一条、第三十二条";
    /// Report of a change.
    CHANGE_REPORT = "DB-607", "家庭重大变化何日前应报告", "民发〔2022〕83号五（五）";
    /// Suitable jobs refused.
    JOB_REFUSALS = "DB-608", "是否连续拒绝合适的工作而减发或停发本人的金额", "民发〔2021〕57号第三十四条";
    /// Hearing before a loss.
    HEARING = "DB-610", "作出决定前是否应听取本人意见", "社会救助法第四十八条";
    /// The most that fraud can cost.
    FRAUD_FINE = "DB-611", "骗取的最多可处多少罚款", "社会救助暂行办法第六十八条；社会救助法第七十三条";
    /// Which day's values.
    RATE_OF_THE_MONTH = "RD-01", "按哪一日的标准", "资格与类别按决定之日，金额按发放月份的标准（本系统读法）";
    /// The class by income.
    CLASS_BY_INCOME = "RD-02", "计入的人均收入占保障标准的多少", "甘肃省农村低保分类办法（样例县假定；本系统读法）";
    /// Class 1.
    NO_LABOUR_NO_INCOME = "RD-03", "全体成员是否均无劳动能力且无收入", "甘肃省农村低保分类办法（样例县假定；本系统读法）";
    /// The single person's own income.
    OWN_INCOME = "RD-04", "单人保障人员本人收入是否低于标准", "民发〔2021〕57号第八条（本系统读法）";
    /// The adult without job.
    ADULT_WITHOUT_JOB = "RD-05", "是否为成年无业重度残疾人", "民发〔2022〕83号一（一）（四）";
    /// Cost of employment.
    EMPLOYMENT_COST = "RD-06", "扣减多少必要的就业成本", "民发〔2021〕57号第十三条（本系统读法）";
    /// Deduction for illness and disability.
    ILLNESS_DEDUCTION = "RD-07", "扣减多少医疗康复刚性支出", "民发〔2021〕57号第十三条（本系统读法）";
    /// A loss in business.
    BUSINESS_LOSS = "RD-08", "经营亏损是否抵减其他收入", "民发〔2021〕57号第十三条（本系统读法）";
    /// Pensions and the old-age allowance.
    PENSIONS = "RD-09", "养老金和高龄津贴是否计入收入", "民发〔2021〕57号第十三条（本系统读法）";
    /// A proved failing condition and a missing fact.
    PROVED_FAILURE = "RD-10", "已有一项条件确不符合的，缺少其他事实是否影响结论", "社会救助暂行办法第九条（本系统读法）";
    /// Persons kept by another programme.
    OTHER_AWARD = "RD-15", "享受特困供养或孤儿保障的，是否计入低保人数", "民发〔2021〕43号第四条；民发〔2021〕57号第七条（本系统读法）";
    /// Ages.
    AGE = "RD-21", "当日是否已满年龄", "民法典第二百零一条（本系统读法）";
    /// Rule versions.
    RULE_VERSION = "RD-22", "当日适用自何日起的规则版本", "民发〔2021〕57号自2021-07-01起施行；后法优于前法（本系统读法）";
    /// Exit by degrees, and why.
    EXIT_BY_EMPLOYMENT = "RD-25", "收入是否因就业增加而不再低于标准，可以渐退", "民发〔2021〕57号第三十三条；民发〔2022〕83号一（三）（本系统读法）";
    /// Which roll.
    ROLL = "RD-26", "是否属于该低保名册", "民发〔2021〕57号第四条（本系统读法）";
    /// One set of limits for property.
    SHARED_PROPERTY_LIMITS = "RD-27", "低保边缘家庭、刚性支出困难家庭的财产是否符合同一规定", "民发〔2021〕57号第十四条；国办发〔2023〕39号二（本系统读法）";

    // Low-income population.
    /// Which categories a person belongs to.
    LOW_INCOME = "MO-11", "属于哪几类低收入人口", "国办发〔2023〕39号二";
    /// The rigid-expense family.
    RIGID_EXPENSE = "MO-12", "是否为刚性支出困难家庭", "国办发〔2023〕39号二；刚性支出困难家庭认定办法";
    /// How long its recognition holds.
    RIGID_EXPENSE_VALIDITY = "MO-13", "刚性支出困难家庭的认定有效至何日", "刚性支出困难家庭认定办法第十条";
    /// By when it is decided.
    RIGID_EXPENSE_LIMIT = "MO-14", "刚性支出困难家庭的认定何日前应办结", "刚性支出困难家庭认定办法";
    /// Those who left assistance a short while ago.
    WATCHED_AFTER_LEAVING = "MO-15", "退出低保、特困供养后是否仍在监测期内", "国办发〔2023〕39号二";
    /// Groups kept by the rural-revitalisation side.
    ANTI_RELAPSE = "MO-16", "是否为防止返贫监测对象", "国办发〔2023〕39号二（名单由乡村振兴部门认定）";
    /// Income against disposable income.
    DISPOSABLE_INCOME_TEST = "MO-17", "人均收入是否低于当地上年人均可支配收入", "国办发〔2023〕39号二；刚性支出困难家庭认定办法";
    /// The share of rigid spending.
    RIGID_EXPENSE_SHARE = "RD-24", "刚性支出占总收入的比例是否超过当地规定", "刚性支出困难家庭认定办法（本系统读法）";

    // Changes of law.
    /// A change of values that touches many.
    SECOND_PERSON = "CH-01", "数值变更涉及的户数是否须第二人确认", "本系统规定";
}

impl RuleId {
    /// The rule id with this text, where the table has it.
    pub fn find(text: &str) -> Option<RuleId> {
        Rule::TABLE.iter().map(|rule| rule.id).find(|id| id.0 == text)
    }
}

impl Rule {
    /// The rule of an id; `None` for an id that is not of this table.
    pub fn of(id: RuleId) -> Option<&'static Rule> {
        Rule::TABLE.iter().find(|rule| rule.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_id_and_no_id_stands_twice() {
        let mut ids: Vec<RuleId> = Rule::TABLE.iter().map(|rule| rule.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), Rule::TABLE.len());
        assert!(Rule::TABLE.iter().all(|rule| RuleId::find(rule.id.0) == Some(rule.id) && Rule::of(rule.id) == Some(rule)));
        assert_eq!(RuleId::find("DB-999"), None);
    }
}
