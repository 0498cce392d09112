//! The figures of a month with the relations between them, and the rows each figure counts.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use operations::views::{FigureRowView, FigureView, FiguresView};
use serde::Deserialize;
use vocabulary::{Fen, Month};

use crate::pages::address;
use crate::pages::desk::{Answer, Desk};
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Crumb, Frame, Reader, Section};
use crate::pages::paging::{PageLinks, Paging};
use crate::pages::words::filters;

/// The address as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    month: Option<String>,
    page: Option<String>,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresTemplate<'a> {
    frame: Frame,
    month: Option<Month>,
    months: Vec<Month>,
    figures: &'a [FigureView],
    relations: &'a [operations::views::RelationView],
    broken: usize,
}

impl FiguresTemplate<'_> {
    fn shows(&self, month: &Month) -> bool {
        self.month == Some(*month)
    }

    fn rows_address(&self, figure: &FigureView) -> String {
        self.month.map_or_else(String::new, |month| address::figure(&figure.code, month))
    }
}

#[derive(Template)]
#[template(path = "figure.html")]
struct FigureTemplate<'a> {
    frame: Frame,
    month: Month,
    figure: &'a FigureView,
    rows: &'a [FigureRowView],
    amounts: Option<Fen>,
    links: PageLinks,
}

impl FigureTemplate<'_> {
    fn household(&self, row: &FigureRowView) -> String {
        address::household(row.unit, Some(self.month))
    }
}

/// `/figures`.
pub async fn page(State(desk): State<Desk>, typed: Result<Query<Typed>, QueryRejection>) -> Answer {
    let Query(typed) = typed.map_err(|_| ErrorPage::unreadable_address())?;
    let asked = address::month(typed.month.as_deref())?;
    let months = desk.months().await?;
    if months.is_empty() {
        return Ok(render(desk.reader(), &months, None));
    }
    desk.require_round(asked, &months)?;
    let view = operations::figures::view(&desk.office, &desk.context, asked).await;
    let view = view.map_err(|refusal| desk.refused(&refusal))?;
    Ok(render(desk.reader(), &months, Some(&view)))
}

/// `/figures/{code}`.
pub async fn rows_page(
    State(desk): State<Desk>,
    Path(code): Path<String>,
    typed: Result<Query<Typed>, QueryRejection>,
) -> Answer {
    let Query(typed) = typed.map_err(|_| ErrorPage::unreadable_address())?;
    let asked = address::month(typed.month.as_deref())?;
    let page = address::page(typed.page.as_deref())?;
    let one = operations::figures::one(&desk.office, &desk.context, &code, asked).await;
    let (month, figure) = one.map_err(|refusal| desk.refused(&refusal))?;
    Ok(render_rows(desk.reader(), month, &figure, page))
}

fn render(reader: Reader, months: &[Month], view: Option<&FiguresView>) -> axum::response::Html<String> {
    let month = view.map(|view| view.month);
    let relations = view.map(|view| view.relations.as_slice()).unwrap_or_default();
    rendered(&FiguresTemplate {
        frame: Frame::new("指标", Section::Figures, month, Some(reader)).below(Vec::new()),
        month,
        months: months.iter().rev().copied().collect(),
        figures: view.map(|view| view.figures.as_slice()).unwrap_or_default(),
        relations,
        broken: relations.iter().filter(|relation| !relation.holds).count(),
    })
}

fn render_rows(reader: Reader, month: Month, figure: &FigureView, page: usize) -> axum::response::Html<String> {
    let between = vec![Crumb { label: "指标".to_owned(), address: Some(address::in_month("/figures", Some(month))) }];
    let paging = Paging::new(figure.rows.len(), page);
    let amounts: Vec<Fen> = figure.rows.iter().filter_map(|row| row.amount).collect();
    rendered(&FigureTemplate {
        frame: Frame::new(figure.label.as_str(), Section::Figures, Some(month), Some(reader)).below(between),
        month,
        figure,
        rows: paging.of(&figure.rows),
        amounts: (!amounts.is_empty()).then(|| amounts.iter().copied().sum()),
        links: PageLinks::new(paging, |page| format!("{}&page={page}", address::figure(&figure.code, month))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    #[test]
    fn figures_show_value_definition_clause_and_the_relations_that_fail() {
        let page = render(samples::reader(), &[samples::month()], Some(&samples::figures())).0;
        for part in ["低保户数", "当月在保的户。", "DB-101", "1,000.50", "/figures/units?month=2022-01", "1 项不成立", "2 行"]
        {
            assert!(page.contains(part), "{part}");
        }
    }

    #[test]
    fn the_rows_of_a_figure_lead_to_their_units_and_amounts_are_summed() {
        let view = samples::figures();
        let page = |at: usize| render_rows(samples::reader(), view.month, &view.figures[at], 1).0;
        assert!(page(0).contains("href=\"/households/9001?month=2022-01\"") && !page(0).contains("合计"));
        assert!(page(1).contains("500.25 元") && page(1).contains("1,000.50 元"));
        samples::assert_no_full_number(&page(1));
    }

    #[test]
    fn without_figures_the_page_says_what_to_do() {
        let page = render(samples::reader(), &[], None).0;
        assert!(page.contains("doudi round --month"));
    }
}
