//! What every page is given: the office and who looks at it.

use std::sync::Arc;

use axum::response::Html;
use operations::{Context, Office, RecordKind, Refusal};
use vocabulary::{Date, Month};

use crate::pages::error_page::ErrorPage;
use crate::pages::frame::Reader;
use crate::pages::words;

/// What a page's handler gives back.
pub type Answer = Result<Html<String>, ErrorPage>;

/// The office and the official who looks.
#[derive(Clone)]
pub struct Desk {
    /// The office asked.
    pub office: Arc<Office>,
    /// Who looks, and on which day.
    pub context: Context,
}

impl Desk {
    /// A desk of that office for that official.
    pub fn new(office: Arc<Office>, context: Context) -> Desk {
        Desk { office, context }
    }

    /// The day of looking.
    pub fn today(&self) -> Date {
        self.context.today()
    }

    /// Who looks, for the head of the page.
    pub fn reader(&self) -> Reader {
        let official = self.context.official();
        Reader {
            office: self.office.settings.issuer.clone(),
            name: official.name.clone(),
            role: official.role.label(),
            day: self.today(),
        }
    }

    /// The months that had a round, latest last.
    pub async fn months(&self) -> Result<Vec<Month>, ErrorPage> {
        operations::rounds::months(&self.office, &self.context).await.map_err(|refusal| self.refused(&refusal))
    }

    /// Refuses a month that had no round: its lists would be empty and read as if nothing were left to do.
    pub fn require_round(&self, month: Option<Month>, months: &[Month]) -> Result<(), ErrorPage> {
        match month {
            Some(month) if !months.contains(&month) => {
                Err(ErrorPage::refusal(&Refusal::NotFound { kind: RecordKind::Month, id: words::month(month) }))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The error page of a refusal. A fault of ours is logged once, here, under the number the reader sees.
    pub fn refused(&self, refusal: &Refusal) -> ErrorPage {
        let page = ErrorPage::refusal(refusal);
        if page.is_ours() {
            let reference = self.context.new_id();
            tracing::error!(reference, "a page was not shown: {refusal}");
            return page.with_reference(reference);
        }
        page
    }
}
