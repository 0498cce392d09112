//! Report contents as values: sentences and figures, ready for a document or a page.
//!
//! Every number printed is a [`Span::Figure`] with its code, so that a document can print the code as a note and a page
//! can open the rows behind it.

use vocabulary::{Date, Month};

use crate::{ClassRates, Figure, FigureCode, FigureValue, RelationResult, Verdict, catalogue::CATALOGUE, relations};

/// Who issues a report to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportHead {
    /// 发文机关.
    pub issuer: String,
    /// 发文字号, such as `清民发〔2022〕251号`.
    pub number: String,
    /// 标题.
    pub title: String,
    /// 主送机关, without the colon.
    pub addressee: String,
    /// 成文日期.
    pub date: Date,
}

/// A township with its own figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownshipFigures {
    /// Its name.
    pub name: String,
    /// The same figures, of its records alone.
    pub figures: Vec<Figure>,
}

/// What a monthly report is made of.
#[derive(Clone, Copy, Debug)]
pub struct MonthlyInputs<'a> {
    /// The month.
    pub at: Month,
    /// All figures of the catalogue, of the county.
    pub figures: &'a [Figure],
    /// Those of the townships, in the order of print.
    pub townships: &'a [TownshipFigures],
    /// The rates in force in the month, where they are known.
    pub rates: Option<&'a ClassRates>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// A figure as printed, with its code.
    Figure {
        /// The figure's code.
        code: FigureCode,
        /// The township whose figure it is; `None` for the county's.
        township: Option<String>,
        /// Its value and, in a sentence, its unit.
        text: String,
    },
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A table.
    Table {
        /// Its caption.
        caption: String,
        /// Heads of the columns.
        columns: Vec<String>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Span>>>,
    },
}

/// A section with its heading (一、…).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A report, ready to be put on paper or on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportContent {
    /// Number, title, addressee, issuer and date.
    pub head: ReportHead,
    /// The month reported on.
    pub at: Month,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// Why a report is not issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefusal {
    /// A relation between its figures fails.
    #[error("RP-201：月报{at}：不能出具。勾稽关系不符：{}。请打开所列指标核对明细，更正后重新出具", failed(relations))]
    RelationFails {
        /// The month.
        at: Month,
        /// The relations that fail.
        relations: Vec<RelationResult>,
    },
    /// The figures of the townships do not add up to the county's.
    #[error("RP-202：月报{at}：不能出具。指标“{code}”各乡镇之和与全县数不符。请核对各乡镇明细，更正后重新出具")]
    TownshipsDiffer {
        /// The month.
        at: Month,
        /// The figure.
        code: FigureCode,
    },
    /// A figure is missing.
    #[error("RP-203：月报{at}：不能出具。缺少指标“{code}”。请计算全部指标后重新出具")]
    FigureMissing {
        /// The month.
        at: Month,
        /// The figure.
        code: FigureCode,
    },
    /// A figure is of another month.
    #[error("RP-204：月报{at}：不能出具。指标“{code}”是{found}的数。请按报告月重新计算")]
    OtherMonth {
        /// The month.
        at: Month,
        /// The figure.
        code: FigureCode,
        /// Its month.
        found: Month,
    },
    /// A part of the heading is blank.
    #[error("RP-205：月报{at}：不能出具。{part}为空。请填写后重新出具")]
    BlankHead {
        /// The month.
        at: Month,
        /// Which part.
        part: &'static str,
    },
}

fn failed(relations: &[RelationResult]) -> String {
    // Money is told to the fen here: a difference of one is a difference.
    let exact = |value: FigureValue| match value {
        FigureValue::Count(count) => count.to_string(),
        FigureValue::Money(amount) => format!("{amount}元"),
    };
    let each = |relation: &RelationResult| {
        let (stated, computed) = (exact(relation.stated), exact(relation.computed));
        format!("{}“{}”（表内{stated}，推算{computed}）", relation.code, relation.statement)
    };
    relations.iter().map(each).collect::<Vec<_>>().join("；")
}

impl Span {
    /// What is printed.
    pub fn text(&self) -> &str {
        match self {
            Span::Text(text) | Span::Figure { text, .. } => text,
        }
    }
}

impl ReportContent {
    /// The report as plain text, for a preview or a comparison.
    pub fn plain_text(&self) -> String {
        let ReportHead { issuer, number, title, addressee, date } = &self.head;
        let mut lines = vec![number.clone(), title.clone(), format!("{addressee}：")];
        for section in &self.sections {
            lines.push(section.heading.clone());
            for block in &section.blocks {
                match block {
                    Block::Paragraph(spans) => lines.push(plain(spans)),
                    Block::Table { caption, columns, rows } => {
                        lines.extend([caption.clone(), columns.join(" | ")]);
                        lines.extend(rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | ")));
                    }
                }
            }
        }
        lines.extend([issuer.clone(), day_in_words(*date)]);
        lines.join("\n")
    }
}

fn plain(spans: &[Span]) -> String {
    spans.iter().map(Span::text).collect()
}

/// A day as a document writes it: `2022年10月25日`.
fn day_in_words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The monthly report. It is refused while a relation fails, a figure is missing or of another month, the townships do
/// not add up, or the heading is not complete.
pub fn monthly_report(inputs: &MonthlyInputs<'_>, head: ReportHead) -> Result<ReportContent, ReportRefusal> {
    let at = inputs.at;
    for (part, text) in
        [("发文机关", &head.issuer), ("发文字号", &head.number), ("标题", &head.title), ("主送机关", &head.addressee)]
    {
        if text.trim().is_empty() {
            return Err(ReportRefusal::BlankHead { at, part });
        }
    }
    check_figures(at, inputs.figures)?;
    for township in inputs.townships {
        check_figures(at, &township.figures)?;
    }
    check_townships(inputs)?;
    let (holding, failing): (Vec<_>, Vec<_>) =
        relations(inputs.figures, inputs.rates).into_iter().partition(|relation| relation.verdict == Verdict::Holds);
    if !failing.is_empty() {
        return Err(ReportRefusal::RelationFails { at, relations: failing });
    }
    let writer = Writer { inputs };
    Ok(ReportContent {
        head,
        at,
        sections: vec![writer.situation(), writer.adjustment(), writer.payment(), writer.reconciliation(&holding)],
    })
}

fn check_figures(at: Month, figures: &[Figure]) -> Result<(), ReportRefusal> {
    for definition in &CATALOGUE {
        match figures.iter().find(|figure| figure.code() == definition.code) {
            None => return Err(ReportRefusal::FigureMissing { at, code: definition.code }),
            Some(figure) if figure.at() != at => {
                return Err(ReportRefusal::OtherMonth { at, code: definition.code, found: figure.at() });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// A household lies in one township, so every figure of the county is made of the rows of the townships.
fn check_townships(inputs: &MonthlyInputs<'_>) -> Result<(), ReportRefusal> {
    if inputs.townships.is_empty() {
        return Ok(());
    }
    for figure in inputs.figures {
        let of_townships = inputs.townships.iter().flat_map(|township| &township.figures);
        let mut rows: Vec<_> =
            of_townships.filter(|other| other.code() == figure.code()).flat_map(|other| other.rows().to_vec()).collect();
        rows.sort();
        if rows != figure.rows() {
            return Err(ReportRefusal::TownshipsDiffer { at: inputs.at, code: figure.code() });
        }
    }
    Ok(())
}

/// Writes the sections; every figure was found present before.
struct Writer<'a> {
    inputs: &'a MonthlyInputs<'a>,
}

impl Writer<'_> {
    /// A sentence of words and figures in turn: `{code}` stands for the figure with that code and its unit.
    fn sentence(&self, pattern: &str) -> Block {
        let mut spans = Vec::new();
        for (index, part) in pattern.split(['{', '}']).enumerate() {
            if index % 2 == 1 {
                spans.push(figure_span(self.inputs.figures, part, None, Figure::text));
            } else if !part.is_empty() {
                spans.push(Span::Text(part.to_owned()));
            }
        }
        Block::Paragraph(spans)
    }

    fn month(&self) -> String {
        format!("{}年{}月", self.inputs.at.year(), self.inputs.at.month())
    }

    fn situation(&self) -> Section {
        let opening = format!("截至{}，全县农村低保对象", self.month());
        // The mark between households and persons keeps "5户" and "12人" apart also where a copy loses the words.
        let class = |class: i32| format!("{{dibao.rural.class{class}.households}}、{{dibao.rural.class{class}.persons}}");
        let sentence = self.sentence(&format!(
            "{opening}{{dibao.rural.households}}、{{dibao.rural.persons}}。其中：一类{}，二类{}，三类{}，四类{}。",
            class(1),
            class(2),
            class(3),
            class(4)
        ));
        let codes = [
            ("户数", "dibao.rural.households"),
            ("人数", "dibao.rural.persons"),
            ("一类人数", "dibao.rural.class1.persons"),
            ("二类人数", "dibao.rural.class2.persons"),
            ("三类人数", "dibao.rural.class3.persons"),
            ("四类人数", "dibao.rural.class4.persons"),
        ];
        let blocks = [Some(sentence), self.table("各乡镇农村低保对象", &codes)];
        Section { heading: "一、基本情况".to_owned(), blocks: blocks.into_iter().flatten().collect() }
    }

    fn adjustment(&self) -> Section {
        let found = self.sentence(
            "经比对，清单上未办结事项：应保未保{dibao.rural.gaps.uncovered}，应退未退{dibao.rural.gaps.overstayed}，\
             标准不符{dibao.rural.gaps.misgraded}，无法认定{dibao.rural.gaps.undetermined}，均已列明理由、依据和办理期限。",
        );
        let decided = self.sentence(
            "本月确认纳入{dibao.rural.decisions.granted}，调整{dibao.rural.decisions.changed}，停发\
             {dibao.rural.decisions.stopped}，渐退{dibao.rural.decisions.exiting}，不予确认{dibao.rural.decisions.denied}。\
             以上决定自次月起执行。",
        );
        let codes = [
            ("应保未保", "dibao.rural.gaps.uncovered"),
            ("应退未退", "dibao.rural.gaps.overstayed"),
            ("标准不符", "dibao.rural.gaps.misgraded"),
            ("无法认定", "dibao.rural.gaps.undetermined"),
        ];
        let blocks = [Some(found), Some(decided), self.table("各乡镇未办结事项", &codes)];
        Section { heading: "二、本月动态调整".to_owned(), blocks: blocks.into_iter().flatten().collect() }
    }

    fn payment(&self) -> Section {
        let paid = self.sentence(
            "本月列发农村低保当月保障金{dibao.rural.paid.month}；当年累计列发农村低保资金{dibao.rural.paid}，含补发资金。",
        );
        Section { heading: "三、资金发放".to_owned(), blocks: vec![paid] }
    }

    fn reconciliation(&self, holding: &[RelationResult]) -> Section {
        let text = "本报告所列指标均由明细计算，出具前逐项核对勾稽关系，结果如下。";
        let row = |relation: &RelationResult| {
            vec![
                vec![Span::Text(relation.code.to_owned())],
                vec![Span::Text(relation.statement.to_owned())],
                vec![figure_span(self.inputs.figures, relation.figure.0, None, Figure::text)],
                vec![Span::Text(relation.verdict.label().to_owned())],
            ]
        };
        let table = Block::Table {
            caption: "勾稽关系核对结果".to_owned(),
            columns: ["编号", "勾稽关系", "报告数", "结果"].map(str::to_owned).to_vec(),
            rows: holding.iter().map(row).collect(),
        };
        let blocks = vec![Block::Paragraph(vec![Span::Text(text.to_owned())]), table];
        Section { heading: "四、数据勾稽".to_owned(), blocks }
    }

    /// A table of townships with the county's sum; none where no townships are given.
    fn table(&self, caption: &str, codes: &[(&str, &str)]) -> Option<Block> {
        if self.inputs.townships.is_empty() {
            return None;
        }
        let row = |name: &str, figures: &[Figure], township: Option<&str>| {
            let mut cells = vec![vec![Span::Text(name.to_owned())]];
            let number = |figure: &Figure| figure.value().text();
            cells.extend(codes.iter().map(|(_, code)| vec![figure_span(figures, code, township, number)]));
            cells
        };
        let mut rows: Vec<Vec<Vec<Span>>> =
            self.inputs.townships.iter().map(|township| row(&township.name, &township.figures, Some(&township.name))).collect();
        rows.push(row("合计", self.inputs.figures, None));
        let columns = ["乡镇"].into_iter().chain(codes.iter().map(|(label, _)| *label)).map(str::to_owned).collect();
        Some(Block::Table { caption: caption.to_owned(), columns, rows })
    }
}

fn figure_span(figures: &[Figure], code: &str, township: Option<&str>, text: impl Fn(&Figure) -> String) -> Span {
    let figure = figures.iter().find(|figure| figure.code().0 == code).expect("every figure was found present before");
    Span::Figure { code: figure.code(), township: township.map(str::to_owned), text: text(figure) }
}
