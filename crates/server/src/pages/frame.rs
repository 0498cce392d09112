//! What stands around every page: title, navigation, breadcrumbs, who looks.

use vocabulary::{Date, Month};

use crate::pages::{address, words};

/// Which part of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The month's front page.
    Front,
    /// Gap lists and the units on them.
    Gaps,
    /// Rows of whom a person has to say who they are.
    Links,
    /// Figures and their rows.
    Figures,
    /// Checking a report.
    CheckReport,
    /// Checking up on lists.
    CheckUp,
    /// None of them: an error page.
    Elsewhere,
}

/// One step of the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address; none for the page itself.
    pub address: Option<String>,
}

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Name of the office.
    pub office: String,
    /// Name of the official.
    pub name: String,
    /// Role in Chinese.
    pub role: &'static str,
    /// The day of looking.
    pub day: Date,
}

/// The frame of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Title of the page.
    pub title: String,
    /// Its part of the navigation.
    pub section: Section,
    /// The month the navigation stays in; the latest without one.
    pub month: Option<Month>,
    /// The way to it, itself last; empty on the front page.
    pub crumbs: Vec<Crumb>,
    /// Who looks; nobody on an error page.
    pub reader: Option<Reader>,
}

impl Frame {
    /// A frame without breadcrumbs.
    pub fn new(title: impl Into<String>, section: Section, month: Option<Month>, reader: Option<Reader>) -> Frame {
        Frame { title: title.into(), section, month, crumbs: Vec::new(), reader }
    }

    /// The same frame with breadcrumbs: the month, the steps between, the page itself.
    pub fn below(mut self, between: Vec<Crumb>) -> Frame {
        let front = match self.month {
            Some(month) => words::month(month),
            None => "首页".to_owned(),
        };
        self.crumbs = vec![Crumb { label: front, address: Some(self.front_address()) }];
        self.crumbs.extend(between);
        self.crumbs.push(Crumb { label: self.title.clone(), address: None });
        self
    }

    /// Address of the front page in the navigation.
    pub fn front_address(&self) -> String {
        address::in_month("/", self.month)
    }

    /// Address of the gap lists in the navigation.
    pub fn gaps_address(&self) -> String {
        address::in_month("/gaps", self.month)
    }

    /// Address of the figures in the navigation.
    pub fn figures_address(&self) -> String {
        address::in_month("/figures", self.month)
    }

    /// `page` where that part of the navigation is the one shown, `false` elsewhere: the value of `aria-current`.
    pub fn current(&self, section: Section) -> &'static str {
        if self.section == section { "page" } else { "false" }
    }
}
