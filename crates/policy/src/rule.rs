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

    // Tekun.
    /// Labour capacity.
    TEKUN_NO_LABOUR = "TK-101", "是否无劳动能力", "民发〔2021〕43号第五条";
    /// Income.
    TEKUN_INCOME_TEST = "TK-102", "是否无生活来源：收入是否低于最低生活保障标准", "民发〔2021〕43号第六条";
    /// Supporters.
    TEKUN_SUPPORTERS = "TK-103", "是否无法定义务人，或法定义务人均无履行义务能力", "民发〔2021〕43号第四条、第八条";
    /// Counted income.
    TEKUN_COUNTED_INCOME = "TK-104", "计入特困认定的年收入是多少", "民发〔2021〕43号第六条";
    /// Property.
    TEKUN_PROPERTY_TEST = "TK-105", "是否无生活来源：财产是否符合特困人员财产状况规定", "民发〔2021〕43号第六条、第七条";
    /// One supporter.
    TEKUN_UNABLE_SUPPORTER = "TK-106", "法定义务人是否无履行义务能力", "民发〔2021〕43号第八条";
    /// Entry as a minor.
    TEKUN_MINOR_ENTRY = "TK-107", "是否未满进入特困供养的未成年人年龄", "民发〔2021〕43号第五条";
    /// Staying as a minor and at school.
    TEKUN_MINOR_STAYS = "TK-108", "未成年时纳入的，是否未满十八周岁或仍在校就读", "民发〔2021〕43号第二十四条；社会救助法第十六条";
    /// The township's opinion.
    TEKUN_TOWNSHIP_LIMIT = "TK-203", "乡镇何日前应提出初审意见", "民发〔2021〕43号第十三条";
    /// Public notice.
    TEKUN_PUBLIC_NOTICE = "TK-205", "特困初审意见公示至何日止", "民发〔2021〕43号第十五条";
    /// Objection.
    TEKUN_OBJECTION = "TK-206", "有异议的，何日前应重新调查核实并再公示", "民发〔2021〕43号第十五条";
    /// The county's opinion and random checks.
    TEKUN_COUNTY_LIMIT = "TK-207", "县级何日前应提出确认意见、至少随机抽查多少件", "民发〔2021〕43号第十六条";
    /// First month paid.
    TEKUN_PAYMENT_START = "TK-208", "特困供养自何月起", "民发〔2021〕43号第十七条";
    /// Notice of a denial.
    TEKUN_DENIAL_NOTICE = "TK-209", "特困不予确认何日前应书面告知", "民发〔2021〕43号第十八条";
    /// Rural or urban rate.
    TEKUN_ROLL = "TK-211", "按农村还是城市特困供养标准", "民发〔2021〕43号第十九条";
    /// Level of self-care.
    TEKUN_SELF_CARE = "TK-20", "生活自理能力属于哪一档", "民发〔2021〕43号第二十条至第二十二条";
    /// Re-assessment.
    TEKUN_REASSESSMENT = "TK-23", "生活自理能力变化后何日前应重新评估", "民发〔2021〕43号第二十三条";
    /// The end.
    TEKUN_END = "TK-24", "是否出现应当终止特困供养的情形", "民发〔2021〕43号第二十四条";
    /// Notice and month of the end.
    TEKUN_END_NOTICE = "TK-26", "终止公示至何日止、自何月起停发", "民发〔2021〕43号第二十五条、第二十六条";
    /// Hearing.
    TEKUN_HEARING = "TK-27", "终止或降低特困供养前是否须听取意见", "社会救助法第四十八条";
    /// Yearly review.
    TEKUN_REVIEW = "TK-30", "特困人员何日前应复核", "中办国办2020年改革完善社会救助制度的意见（七）";
    /// The basic rate of the month.
    TEKUN_BASIC = "TK-401", "特困基本生活费当月发放多少", "社会救助暂行办法第十五条；社会救助法第十七条";
    /// The care rate of the month.
    TEKUN_CARE = "TK-402", "特困照料护理费当月发放多少", "社会救助暂行办法第十五条；社会救助法第十七条";
    /// The basic rate against the dibao standard.
    TEKUN_LEAST_BASIC = "TK-41", "特困基本生活标准是否不低于低保标准的规定倍数", "国发〔2016〕14号";
    /// Funeral.
    TEKUN_FUNERAL = "TK-42", "特困人员丧葬费是多少", "社会救助暂行办法第十五条；金额由地方规定";
    /// First month by a new level of self-care.
    CARE_LEVEL_CHANGE = "CA-107", "自理能力档次变更自何月起按新标准", "民发〔2021〕43号第二十三条；起始月由地方规定";
    /// Who receives basic and care money.
    CARE_PAYEE = "CA-108", "供养金和照料护理费付给谁", "民发〔2019〕124号；照料护理费随服务走";
    /// Couples.
    TEKUN_COUPLE = "RD-11", "夫妻互为唯一义务人的，是否可以一并纳入", "民发〔2021〕43号第八条（本系统读法）";
    /// Minors.
    TEKUN_MINOR_AGES = "RD-12", "未成年人何时纳入、纳入后保留至何时", "民发〔2021〕43号第五条、第二十四条（本系统读法）";

    // Children.
    /// Orphan.
    ORPHAN = "CH-101", "是否为孤儿", "国办发〔2010〕54号一";
    /// Placement.
    CHILD_PLACEMENT = "CH-102", "儿童如何安置", "国办发〔2010〕54号一";
    /// Rate by placement.
    CHILD_RATE = "CH-103", "儿童基本生活费当月发放多少", "国办发〔2010〕54号二（一）";
    /// Study grant.
    STUDY_GRANT = "CH-105", "是否可以享受孤儿助学金", "“福彩圆梦·孤儿助学工程”项目办法";
    /// Study grant of the adopted.
    STUDY_GRANT_ADOPTED = "CH-106", "被收养的是否仍可享受孤儿助学金", "“福彩圆梦·孤儿助学工程”项目办法";
    /// Students of age.
    CHILD_STUDENT = "CH-109", "年满十八周岁仍全日制在读的，是否继续保障", "国办发〔2010〕54号二（三）；由地方规定";
    /// Unattended child.
    UNATTENDED = "CH-20", "是否为事实无人抚养儿童", "民发〔2019〕62号一";
    /// Severely disabled parent.
    PARENT_DISABLED = "CH-21", "父母是否重残", "民发〔2019〕62号一";
    /// Seriously ill parent.
    PARENT_ILL = "CH-22", "父母是否重病", "民发〔2019〕62号一；由地方界定";
    /// Parent in prison.
    PARENT_IN_PRISON = "CH-23", "父母是否服刑在押满规定期限", "民发〔2019〕62号一";
    /// Parent in detoxification.
    PARENT_IN_DETOX = "CH-24", "父母是否强制隔离戒毒满规定期限", "民发〔2019〕62号一";
    /// Parent otherwise restricted.
    PARENT_RESTRICTED = "CH-25", "父母是否被执行其他限制人身自由的措施满规定期限", "民发〔2019〕62号一";
    /// Parent out of contact.
    PARENT_LOST_CONTACT = "CH-26", "父母是否失联满规定期限", "民发〔2019〕62号一";
    /// Parent without guardianship.
    PARENT_REVOKED = "CH-27", "父母是否被撤销监护资格", "民发〔2020〕125号";
    /// Parent deported.
    PARENT_DEPORTED = "CH-28", "父母是否被遣送（驱逐）出境", "民发〔2020〕125号";
    /// Parent dead or missing.
    PARENT_DEAD_OR_MISSING = "CH-29", "父母是否死亡或被宣告失踪、死亡", "民发〔2019〕62号一";
    /// The township's check.
    CHILD_TOWNSHIP_LIMIT = "CH-31", "乡镇何日前应查验", "民发〔2019〕62号二";
    /// The county's decision.
    CHILD_COUNTY_LIMIT = "CH-32", "县级何日前应确认", "民发〔2019〕62号二";
    /// First month paid.
    CHILD_PAYMENT_START = "CH-33", "儿童基本生活费自何月起发放", "民发〔2019〕62号二（三）";
    /// No public notice.
    CHILD_PUBLIC_NOTICE = "CH-34", "是否设置公示环节", "民发〔2019〕62号二：不宜设置公示环节";
    /// The end.
    CHILD_END = "CH-35", "是否出现应当终止儿童保障的情形、自何月起停发", "民发〔2019〕62号二";
    /// Top-up.
    CHILD_TOP_UP = "CH-41", "事实无人抚养儿童补差发放多少", "民发〔2019〕62号三（一）";
    /// Left-behind child.
    LEFT_BEHIND = "CH-301", "是否为农村留守儿童", "国发〔2016〕13号一";
    /// Parent away.
    PARENT_AWAY = "CH-302", "父母是否外出务工满规定期限", "国发〔2016〕13号；期限由地方规定";
    /// Orphan or unattended.
    ORPHAN_OR_UNATTENDED = "RD-13", "父母各属何种情形，属于孤儿还是事实无人抚养儿童", "民发〔2019〕62号一；国办发〔2010〕54号一（本系统读法）";
    /// Child scheme or tekun.
    CHILD_SCHEME_OR_TEKUN = "RD-14", "同时符合特困和儿童保障的，按哪一项", "民发〔2021〕43号第九条；民发〔2019〕62号三（一）（本系统读法）";
    /// Top-up in a single-person unit.
    TOP_UP_OF_SINGLE_PERSON = "RD-16", "补差时扣减多少低保金：按人均，单人保障的为全部", "民发〔2019〕62号三（一）（本系统读法）";

    // Subsidies of disabled persons.
    /// Living subsidy.
    LIVING_SUBSIDY = "DS-101", "是否属于困难残疾人生活补贴对象", "国发〔2015〕52号二";
    /// Nursing subsidy.
    NURSING_SUBSIDY = "DS-102", "是否属于重度残疾人护理补贴对象", "国发〔2015〕52号二";
    /// Long-term care.
    LONG_TERM_CARE = "DS-103", "是否需要长期照护", "国发〔2015〕52号二";
    /// Certificate.
    CERTIFICATE = "DS-104", "当月残疾人证是否有效", "国发〔2015〕52号；残疾人证管理办法";
    /// Place of registration.
    SUBSIDY_PLACE = "DS-105", "是否在户籍地享受", "国发〔2015〕52号";
    /// Excluded by another benefit.
    SUBSIDY_EXCLUDED = "DS-20", "是否已享受不得叠加的待遇", "国发〔2015〕52号三";
    /// The month's amount.
    SUBSIDY_AMOUNT = "DS-30", "残疾人两项补贴当月发放多少", "国发〔2015〕52号；标准由省级规定";
    /// First month paid.
    SUBSIDY_START = "DS-403", "残疾人补贴自何月起发放", "国发〔2015〕52号；自申请当月计发";
    /// First month not paid.
    SUBSIDY_STOP = "DS-407", "残疾人补贴自何月起停发", "残疾人两项补贴管理规定（由地方规定）";
    /// Complaint about a stop.
    SUBSIDY_COMPLAINT = "DS-408", "对停发有异议的，何日前应复核", "残疾人两项补贴管理规定（由地方规定）";
    /// Change of level.
    SUBSIDY_CHANGE = "DS-409", "残疾等级、类别变更自何月起按新情况", "残疾人两项补贴管理规定（由地方规定）";
    /// Living subsidy of a family new on dibao.
    SUBSIDY_START_WITH_DIBAO = "RD-17", "新纳入低保的，生活补贴自何月起", "国发〔2015〕52号（本系统读法）";
    /// Month of expiry.
    CERTIFICATE_MONTH = "RD-18", "残疾人证到期当月是否发放", "国发〔2015〕52号（本系统读法）";
    /// Nursing before tekun.
    NURSING_BEFORE_TEKUN = "RD-19", "次月纳入特困的，是否开通护理补贴", "国发〔2015〕52号（本系统读法）";
    /// Two of the same kind.
    HIGHER_OF_THE_SAME_KIND = "RD-20", "同类待遇择高，是否发放本补贴", "国发〔2015〕52号三（本系统读法）";

    // Several benefits of one person.
    /// Tekun and dibao.
    TEKUN_AND_DIBAO = "TK-51", "特困供养与低保可否同时享受", "社会救助暂行办法第九条、第十四条";
    /// Tekun and living subsidy.
    TEKUN_AND_LIVING = "TK-52", "特困供养与困难残疾人生活补贴可否同时享受", "国发〔2015〕52号三";
    /// Tekun and nursing subsidy.
    TEKUN_AND_NURSING = "TK-53", "特困供养与重度残疾人护理补贴可否同时享受", "国发〔2015〕52号三";
    /// Tekun and orphan allowance.
    TEKUN_AND_ORPHAN = "TK-54", "特困供养与孤儿保障可否同时享受", "民发〔2021〕43号第九条";
    /// Tekun and unattended child.
    TEKUN_AND_UNATTENDED = "TK-55", "特困供养与事实无人抚养儿童补贴可否同时享受", "民发〔2019〕62号三（一）";
    /// Tekun and old-age allowance.
    TEKUN_AND_OLD_AGE = "TK-56", "特困供养与高龄津贴可否同时享受", "民发〔2021〕43号第六条";
    /// Tekun and resident pension.
    TEKUN_AND_PENSION = "TK-57", "特困供养与城乡居民养老金可否同时享受", "民发〔2021〕43号第六条";
    /// Temporary relief with anything.
    RELIEF_AND_OTHERS = "TK-58", "享受其他救助的可否临时救助", "民发〔2018〕23号二（二）";
    /// The two subsidies.
    LIVING_AND_NURSING = "DS-21", "生活补贴与护理补贴可否同时享受", "国发〔2015〕52号三";
    /// Dibao and living subsidy.
    DIBAO_AND_LIVING = "DS-22", "低保与困难残疾人生活补贴可否同时享受", "国发〔2015〕52号二";
    /// Dibao and nursing subsidy.
    DIBAO_AND_NURSING = "DS-23", "低保与重度残疾人护理补贴可否同时享受", "国发〔2015〕52号二";
    /// Orphan and living subsidy.
    ORPHAN_AND_LIVING = "DS-24", "孤儿保障与困难残疾人生活补贴可否同时享受", "国发〔2015〕52号三";
    /// Orphan and nursing subsidy.
    ORPHAN_AND_NURSING = "DS-25", "孤儿保障与重度残疾人护理补贴可否同时享受", "国发〔2015〕52号三";
    /// Unattended child and living subsidy.
    UNATTENDED_AND_LIVING = "DS-26", "全额事实无人抚养儿童补贴与生活补贴可否同时享受", "民发〔2019〕62号三（一）";
    /// Unattended child and nursing subsidy.
    UNATTENDED_AND_NURSING = "DS-27", "事实无人抚养儿童补贴与护理补贴可否同时享受", "民发〔2019〕62号三（一）";
    /// Work-injury nursing fee.
    INJURY_FEE_AND_SUBSIDIES = "DS-29", "工伤保险生活护理费与两项补贴可否同时享受", "国发〔2015〕52号三";

    // Temporary relief.
    /// Emergency.
    RELIEF_EMERGENCY = "TR-101", "是否符合急难型临时救助", "民发〔2018〕23号二（一）";
    /// Expense.
    RELIEF_EXPENSE = "TR-102", "是否符合支出型临时救助", "民发〔2018〕23号二（一）";
    /// Uninsured unemployed workers.
    RELIEF_UNEMPLOYED = "TR-103", "是否符合未参保失业人员一次性临时救助", "民发〔2022〕83号二（一）";
    /// Another chain of help.
    RELIEF_OTHER_CHAIN = "TR-11", "是否已由受灾人员救助或道路交通事故救助基金解决", "民发〔2022〕83号二（二）";
    /// Place.
    RELIEF_PLACE = "TR-20", "是否由本地受理", "国发〔2014〕47号；民发〔2022〕83号四（三）；国办发〔2023〕39号；社会救助法第三十七条";
    /// Amount.
    RELIEF_AMOUNT = "TR-30", "临时救助金额是多少", "甘肃省临时救助规定（2021）";
    /// Notice before the decision.
    RELIEF_NOTICE = "TR-401", "决定前是否公示", "民发〔2018〕23号二（二）";
    /// What emergency help skips.
    RELIEF_EMERGENCY_STEPS = "TR-402", "急难型是否免除核对、评议和公示", "民发〔2018〕23号二（二）";
    /// First response.
    RELIEF_RESPONSE = "TR-403", "急难何日前应作出响应", "由地方规定";
    /// Papers.
    RELIEF_PAPERS = "TR-404", "先行救助后何日前应补办手续", "民发〔2018〕23号二（二）；期限由地方规定";
    /// Only the spending is checked.
    RELIEF_ONLY_SPENDING = "TR-405", "低保、特困对象是否只核实必需支出", "民发〔2018〕23号二（二）";
    /// Help first.
    RELIEF_HELP_FIRST = "TR-407", "是否先行救助", "民发〔2018〕23号二（二）；社会救助法第五十条";
    /// Times a year.
    RELIEF_TIMES = "TR-412", "是否未超过本年度救助次数", "由地方规定";
    /// Publication after approval.
    RELIEF_PUBLICATION = "TR-414", "批准后是否公布", "民发〔2018〕23号二（二）";
    /// Tiers and cuts.
    RELIEF_TIER = "RD-23", "由哪一级决定", "社会救助暂行办法第四十八条；民发〔2018〕23号（本系统读法）";

    // Price supplement.
    /// When it is paid.
    PRICE_TRIGGER = "PY-112", "是否启动价格临时补贴", "发改价格〔2021〕1553号；2022年阶段性调整通知";
    /// Who has it.
    PRICE_GROUPS = "PY-113", "是否属于价格临时补贴对象", "发改价格〔2021〕1553号；2022年阶段性调整通知";
    /// How much.
    PRICE_AMOUNT = "PY-114", "价格临时补贴是多少", "发改价格〔2021〕1553号；社会救助法第三十二条";

    // Changes of law.
    /// A change of values that touches many.
    SECOND_PERSON = "CV-01", "数值变更涉及的户数是否须第二人确认", "本系统规定";
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
