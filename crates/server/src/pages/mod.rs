//! The pages of `doudi serve`: the month's gap lists, a unit with its facts and determination, the figures and their rows.
//!
//! Holds: every page is read-only (a report sent to `/check-report` and lists sent to `/check-up` are answered and not kept),
//! complete without a script, and shows identity numbers only as the views give them, masked.
//! A page parses its address, asks the operations, and renders; it decides nothing. The pages answer on this machine
//! only, to a request that names this machine, because there is no login yet.
//! Absent on purpose: forms that change anything, scripts, inline styles, anything fetched from elsewhere.

mod address;
mod assets;
mod check_report;
mod check_up;
mod desk;
mod error_page;
mod figures;
mod frame;
mod front;
mod gaps;
mod guard;
mod household;
mod links;
mod paging;
#[cfg(test)]
mod samples;
mod serving;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use operations::{Context, Office};

pub use serving::{ListenRefusal, listen, serve};

use crate::pages::desk::Desk;

/// All pages of an office, as one official may see them, behind the guard.
pub fn router(office: Arc<Office>, context: Context) -> Router {
    let pages = Router::new()
        .route("/", get(front::page))
        .route("/gaps", get(gaps::page))
        .route("/households/{unit}", get(household::page))
        .route("/links", get(links::page))
        .route("/figures", get(figures::page))
        .route("/figures/{code}", get(figures::rows_page))
        .with_state(Desk::new(Arc::clone(&office), context.clone()));
    let uploads = Router::new()
        .route(guard::UPLOADS, get(check_report::page).post(check_report::sent))
        .with_state(Desk::new(Arc::clone(&office), context.clone()));
    let lists =
        Router::new().route(guard::LISTS, get(check_up::page).post(check_up::sent)).with_state(Desk::new(office, context));
    guard::guarded(pages, uploads, lists)
}
