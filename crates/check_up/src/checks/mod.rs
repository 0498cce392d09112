//! The checks: one file for each, with its clause, and the table of all.

mod account_shared;
mod amount_wrong;
mod bought_service;
mod certificate_expired;
mod detained;
mod exclusive_benefits;
mod exit_overdue;
mod figures_differ;
mod goods;
mod held_money;
mod home_paid_outside;
mod kin_not_filed;
mod monitored_not_covered;
mod not_eligible;
mod not_helped;
mod out_of_scope;
mod paid_after_death;
mod procedure_missing;
mod relief_split;
mod reverification_overdue;
mod self_care;
mod stopped_without_reason;
mod twice;

use vocabulary::{CitizenId, Fen, Month};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{EvidenceCell, Hit};
use crate::list_kind::ListKind;
use crate::receipts::{Receipt, Stated};
use crate::row::ListRow;

/// A check: what an auditor looks for, by which clause, in which files.
#[derive(Debug)]
pub struct Check {
    /// Code, never changed. `AU-` are the usual findings of audits, `CU-` further ones of the check-up.
    pub code: &'static str,
    /// Name of the finding.
    pub title: &'static str,
    /// Clause that was not kept.
    pub clause: &'static str,
    /// Who puts it right, for the register of rectification.
    pub responsible: &'static str,
    /// What is done about it.
    pub measure: &'static str,
    /// Of each group at least one list is needed.
    pub needs: &'static [&'static [ListKind]],
    /// What may make a case none, for who looks into it.
    pub explains: &'static str,
    pub(crate) run: fn(&Evidence<'_>) -> Vec<Hit>,
}

impl Check {
    /// Groups of lists of which none is there.
    pub(crate) fn lacks(&self, has: impl Fn(ListKind) -> bool) -> Vec<Vec<ListKind>> {
        let lacking = self.needs.iter().filter(|group| !group.iter().any(|kind| has(*kind)));
        lacking.map(|group| group.to_vec()).collect()
    }
}

/// Lists that say who receives something.
const RECEIVES: &[ListKind] =
    &[ListKind::DibaoRoll, ListKind::TekunRoll, ListKind::ChildrenRoll, ListKind::SubsidiesRoll, ListKind::Payments];

/// Every check, in the order of the codes.
pub static CHECKS: [Check; 23] = [
    Check {
        code: "AU-01",
        title: "死亡后继续发放",
        clause: "民发〔2021〕57号第三十一条、第三十三条；民发〔2021〕43号第二十五条；国发〔2015〕52号",
        responsible: "乡镇（街道）、县社会救助中心",
        measure: "核实死亡日期，次月起停发或核减，多发资金追回或依程序核销",
        needs: &[&[ListKind::Deaths, ListKind::Register, ListKind::VisitForms], RECEIVES],
        explains: "补发死亡前应得月份的资金；死亡名单号码或日期有误；家庭已按减少一人重新核定",
        run: paid_after_death::check,
    },
    Check {
        code: "AU-02",
        title: "服刑、强制隔离戒毒期间继续发放",
        clause: "民发〔2021〕57号第七条；民发〔2021〕43号第二十五条；民发〔2022〕79号",
        responsible: "乡镇（街道）、县社会救助中心",
        measure: "与公安、司法核实羁押起止，停发本人待遇并重新核定家庭",
        needs: &[&[ListKind::Detained, ListKind::VillageEvents, ListKind::VisitForms], RECEIVES],
        explains: "已释放而名单未更新；同名；家庭已按减少一人重新核定",
        run: detained::check,
    },
    Check {
        code: "AU-03",
        title: "重复享受不可同时享受的项目",
        clause: "国发〔2015〕52号；民发〔2021〕43号第三十条；民发〔2019〕62号三（一）（二）",
        responsible: "县社会救助中心",
        measure: "按就高或互斥规定保留一项，停发另一项，多发资金追回",
        needs: &[RECEIVES],
        explains: "当月一项已停发而名册未删除；儿童补贴已按差额发放",
        run: exclusive_benefits::check,
    },
    Check {
        code: "AU-04",
        title: "同一人重复在册或一月重复发放",
        clause: "民发〔2021〕57号第二十三条；社会救助暂行办法第五条",
        responsible: "县社会救助中心、乡镇（街道）",
        measure: "核实应在何户，删除重复登记，重复发放资金追回",
        needs: &[RECEIVES],
        explains: "同月补发以前月份；退回后当月重发；文件中整行重复",
        run: twice::check,
    },
    Check {
        code: "AU-05",
        title: "财产或身份不符合条件仍在保",
        clause: "民发〔2021〕57号第十三条、第十四条；民发〔2021〕43号第六条、第七条",
        responsible: "乡镇（街道）",
        measure: "入户核实财产和收入，不符合条件的按程序退出",
        needs: &[
            &[
                ListKind::Vehicles,
                ListKind::VehiclePlates,
                ListKind::RealEstate,
                ListKind::Businesses,
                ListKind::PublicPayroll,
                ListKind::SocialInsurance,
                ListKind::BankBalances,
            ],
            &[ListKind::DibaoRoll, ListKind::TekunRoll],
        ],
        explains: "车辆已报废或过户未变更；摩托车、残疾人代步车；公益性岗位参保；存款为待支付的医疗款",
        run: not_eligible::check,
    },
    Check {
        code: "AU-06",
        title: "经办人员、村干部近亲属享受救助未备案",
        clause: "民发〔2021〕57号第三十五条；民发〔2012〕220号（备案制度）",
        responsible: "乡镇（街道）、县民政局",
        measure: "补办备案并逐户复核，不符合条件的退出，按管理权限移交",
        needs: &[&[ListKind::Officials], &[ListKind::DibaoRoll, ListKind::TekunRoll]],
        explains: "同户登记而非近亲属；备案表为另一份",
        run: kin_not_filed::check,
    },
    Check {
        code: "AU-07",
        title: "超范围使用资金",
        clause: "社会救助暂行办法第五条；财社〔2017〕58号",
        responsible: "县民政局、县财政局",
        measure: "核实收款对象和用途，非救助支出退回专户",
        needs: &[&[ListKind::Payments]],
        explains: "当月新增而名册未更新；代领账户；供养机构集中账户",
        run: out_of_scope::check,
    },
    Check {
        code: "AU-08",
        title: "资金滞留、未及时发放",
        clause: "民发〔2021〕57号第二十五条（按月发放）；社会救助法第十八条",
        responsible: "县财政局、代发银行、乡镇（街道）",
        measure: "更正账户后重新发放，长期未发的查明原因",
        needs: &[&[ListKind::Payments]],
        explains: "重发记录在另一份名册；补发以前月份",
        run: held_money::check,
    },
    Check {
        code: "AU-09",
        title: "未按标准发放",
        clause: "民发〔2021〕57号第二十三条；民发〔2021〕43号；国发〔2015〕52号；当年公布的标准",
        responsible: "县社会救助中心",
        measure: "按当月标准逐户重算，少发补发，多发追回或抵扣",
        needs: &[RECEIVES],
        explains: "名册缺行使人数少计；分类施保增发；差额发放；补发",
        run: amount_wrong::check,
    },
    Check {
        code: "AU-10",
        title: "应保未保、应享未享",
        clause: "国发〔2015〕52号；民发〔2019〕62号二、三；社会救助法第十四条",
        responsible: "乡镇（街道）、县残疾人联合会",
        measure: "主动告知，本人自愿的受理申请，符合条件的纳入",
        needs: &[
            &[ListKind::Certificates, ListKind::ChildrenParents],
            &[ListKind::SubsidiesRoll, ListKind::ChildrenRoll, ListKind::Payments],
        ],
        explains: "本人未申请或已放弃；在外地享受；证件信息有误",
        run: not_helped::check,
    },
    Check {
        code: "AU-11",
        title: "多户共用账户、账户名与领款人不符",
        clause: "财办〔2020〕37号；民发〔2021〕57号第二十六条",
        responsible: "乡镇（街道）、代发银行",
        measure: "更换为户主或本人账户；代为保管的签订协议并备案",
        needs: &[RECEIVES],
        explains: "同一监护人；供养机构集中账户；分户登记的一家人",
        run: account_shared::check,
    },
    Check {
        code: "AU-12",
        title: "审核确认程序缺失",
        clause: "民发〔2021〕57号第十六条、第十九条、第二十条",
        responsible: "乡镇（街道）",
        measure: "补充入户调查、公示等程序材料，结论有误的更正",
        needs: &[&[ListKind::ProcedureRecords]],
        explains: "台账漏填；材料另存档案",
        run: procedure_missing::check,
    },
    Check {
        code: "AU-13",
        title: "生活自理能力与评估不符或千篇一律",
        clause: "民发〔2021〕43号第二十条、第二十一条",
        responsible: "县民政局、乡镇（街道）",
        measure: "重新组织评估，按评估结果调整照料护理标准",
        needs: &[&[ListKind::TekunRoll], &[ListKind::TekunRoll, ListKind::CareAssessments]],
        explains: "评估后当月尚未调整；人数少而情况相同",
        run: self_care::check,
    },
    Check {
        code: "AU-14",
        title: "购买服务不实",
        clause: "民发〔2017〕153号；政府购买服务合同",
        responsible: "县民政局、承接机构",
        measure: "按实际服务结算，虚报部分扣回",
        needs: &[&[ListKind::ServiceRecords]],
        explains: "一日上下午两次服务；夫妻同户一次拍照",
        run: bought_service::check,
    },
    Check {
        code: "AU-15",
        title: "救助物资账实不符、代签代领",
        clause: "社会救助暂行办法第五条；财政部门物资管理规定",
        responsible: "县民政局、乡镇（街道）",
        measure: "盘点库存，补齐签收手续，短缺追责",
        needs: &[&[ListKind::GoodsIssued, ListKind::GoodsStock]],
        explains: "家人代领并注明；期初库存未列",
        run: goods::check,
    },
    Check {
        code: "AU-16",
        title: "临时救助拆分、重复、平均发放",
        clause: "国发〔2014〕47号；民发〔2018〕23号二；本省临时救助规定",
        responsible: "乡镇（街道）",
        measure: "复核申请事由和审批权限，违规审批的纠正",
        needs: &[&[ListKind::Relief]],
        explains: "同一疾病多次住院分次申请；灾害按统一标准救助",
        run: relief_split::check,
    },
    Check {
        code: "AU-17",
        title: "残疾人证过期或注销仍发放",
        clause: "国发〔2015〕52号；民发〔2022〕79号",
        responsible: "县残疾人联合会、县社会救助中心",
        measure: "通知换证，过期次月起停发，换证后按规定恢复",
        needs: &[&[ListKind::Certificates], &[ListKind::SubsidiesRoll, ListKind::Payments]],
        explains: "已换证而名册未更新",
        run: certificate_expired::check,
    },
    Check {
        code: "AU-18",
        title: "渐退期满仍在保",
        clause: "民发〔2021〕57号第三十三条；民发〔2022〕83号一（三）",
        responsible: "乡镇（街道）",
        measure: "渐退期满次月停发，符合条件的重新申请",
        needs: &[&[ListKind::DibaoRoll]],
        explains: "期满后重新审核仍符合条件而未更新截止年月",
        run: exit_overdue::check,
    },
    Check {
        code: "AU-19",
        title: "定期复核逾期",
        clause: "民发〔2021〕57号第三十一条",
        responsible: "乡镇（街道）",
        measure: "立即入户复核并登记",
        needs: &[&[ListKind::ProcedureRecords], &[ListKind::DibaoRoll]],
        explains: "复核记录另存；本期台账未含历次复核",
        run: reverification_overdue::check,
    },
    Check {
        code: "AU-20",
        title: "报表数字与台账不一致",
        clause: "统计法第七条；民政统计制度",
        responsible: "县民政局",
        measure: "按名册和发放名册重新汇总，更正报表",
        needs: &[&[ListKind::ReportedTotals], RECEIVES],
        explains: "统计口径或时点不同；名册缺页",
        run: figures_differ::check,
    },
    Check {
        code: "CU-21",
        title: "在院人员按分散供养发放",
        clause: "民发〔2021〕43号第二十三条；资金直接拨付供养机构",
        responsible: "供养机构、乡镇（街道）",
        measure: "按实际供养方式调整并更正收款账户",
        needs: &[&[ListKind::CareHomeResidents], RECEIVES],
        explains: "短期入住、自费入住；已离院而名册未更新",
        run: home_paid_outside::check,
    },
    Check {
        code: "CU-22",
        title: "监测对象未获任何救助",
        clause: "民发〔2022〕83号二；巩固拓展脱贫攻坚成果同乡村振兴有效衔接的要求",
        responsible: "乡镇（街道）、县乡村振兴局",
        measure: "入户核查，符合条件的纳入，不符合的说明理由并记录",
        needs: &[&[ListKind::Monitored], RECEIVES],
        explains: "已核查不符合条件；本人放弃；其他部门已帮扶",
        run: monitored_not_covered::check,
    },
    Check {
        code: "CU-23",
        title: "无故停发或在册未发",
        clause: "民发〔2021〕57号第三十二条、第三十四条；社会救助法第四十八条",
        responsible: "乡镇（街道）、县社会救助中心",
        measure: "查明停发依据，无依据的恢复并补发",
        needs: &[&[ListKind::Payments]],
        explains: "退出理由不在所给文件中；当月合并到次月发放",
        run: stopped_without_reason::check,
    },
];

impl Evidence<'_> {
    /// The row that says a receipt.
    fn receipt_row(&self, receipt: &Receipt) -> &ListRow {
        self.row(receipt.row.0, receipt.row.1)
    }

    /// Evidence: what somebody receives, by its roll or payment.
    fn receipt_cell(&self, receipt: &Receipt) -> EvidenceCell {
        let row = self.receipt_row(receipt);
        match receipt.stated {
            Stated::Paid | Stated::Returned => {
                let mut cell = self.own_cell(row, OwnField::Amount);
                let what = if receipt.stated == Stated::Paid { "发放" } else { "退回" };
                cell.what = format!("{} {}{what}金额", receipt.month, receipt.aid.label());
                cell
            }
            Stated::Roll => {
                let amount = receipt.amount.map_or_else(|| "金额未填".to_owned(), |amount| format!("{amount}元"));
                self.cell(row, None, &format!("{} {}在册", receipt.month, receipt.aid.label()), amount)
            }
        }
    }

    /// Whether a benefit of the receipt reaches that very person: a dibao payment reaches a whole unit, so of dibao the roll
    /// counts where there is one.
    fn is_of_the_person(&self, receipt: &Receipt) -> bool {
        receipt.stated != Stated::Returned
            && (receipt.aid != Aid::Dibao || receipt.stated == Stated::Roll || !self.has(ListKind::DibaoRoll))
    }

    /// Months and money of some receipts of one benefit: of a month that was paid the payments count, not the roll.
    fn months_and_money<'r>(&self, receipts: impl Iterator<Item = &'r Receipt>) -> (Vec<Month>, Option<Fen>) {
        let mut by_month: std::collections::BTreeMap<Month, (Fen, Fen)> = std::collections::BTreeMap::new();
        for receipt in receipts {
            let sums = by_month.entry(receipt.month).or_insert((Fen::ZERO, Fen::ZERO));
            let amount = receipt.amount.unwrap_or(Fen::ZERO);
            match receipt.stated {
                Stated::Roll => sums.0 += amount,
                Stated::Paid => sums.1 += amount,
                Stated::Returned => {}
            }
        }
        let total = by_month.values().fold(Fen::ZERO, |sum, (roll, paid)| sum + if *paid > Fen::ZERO { *paid } else { *roll });
        (by_month.into_keys().collect(), (total > Fen::ZERO).then_some(total))
    }

    /// What a unit was paid in a month: payments to any of its members.
    fn unit_paid(&self, unit: &crate::units::Unit, month: Month) -> Fen {
        let members = unit.rows.iter().filter_map(|row| self.row(ListKind::DibaoRoll, *row).who.number());
        let paid = members.flat_map(|number| self.receipts.of_person(number));
        let of_month =
            paid.filter(|receipt| receipt.aid == Aid::Dibao && receipt.stated == Stated::Paid && receipt.month == month);
        of_month.filter_map(|receipt| receipt.amount).fold(Fen::ZERO, |sum, amount| sum + amount)
    }

    /// Months after this one in which a unit still got a member's part: the roll still names it, or the payment did not fall.
    fn months_not_lowered(&self, unit: &crate::units::Unit, after: Month, months: &mut Vec<Month>) {
        let paid: Vec<Month> = self.receipts.months_paid(Aid::Dibao);
        let before = paid.iter().rev().filter(|month| **month <= after).map(|month| self.unit_paid(unit, *month));
        let usual = before.into_iter().find(|paid| *paid > Fen::ZERO).or(unit.monthly);
        if unit.month > after {
            months.push(unit.month);
        }
        let Some(usual) = usual else { return };
        // Where the unit's roll is of a later month, its own payments are what the roll says.
        let later = paid.iter().filter(|month| **month > after && **month != unit.month);
        months.extend(later.filter(|month| self.unit_paid(unit, **month) >= usual));
    }

    /// Whether somebody died or moved away by the end of a month.
    fn is_gone(&self, number: CitizenId, month: Month) -> bool {
        let moved = self.list(ListKind::Register).of_person(number).filter_map(|row| row.day(registry::FactKind::MovedOut));
        self.death(number).is_some_and(|(death, _)| death.day.in_month() <= month)
            || moved.into_iter().any(|day| day.in_month() <= month)
    }
}

/// An amount some times over.
fn times(amount: Fen, times: usize) -> Option<Fen> {
    i64::try_from(times).ok().map(|times| Fen::new(amount.as_fen() * times))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twenty_findings_of_audits_and_three_more_each_have_their_clause_and_measure() {
        let codes: Vec<&str> = CHECKS.iter().map(|check| check.code).collect();
        let expected = (1..=20).map(|at| format!("AU-{at:02}")).chain((21..=23).map(|at| format!("CU-{at}")));
        assert!(codes.iter().copied().eq(expected.collect::<Vec<_>>().iter().map(String::as_str)));
        for check in &CHECKS {
            assert!(![check.title, check.clause, check.responsible, check.measure, check.explains].contains(&""));
            // A sheet of a workbook is named after it.
            assert!(format!("{} {}", check.code, check.title).chars().count() <= 31, "{}", check.title);
        }
    }
}
