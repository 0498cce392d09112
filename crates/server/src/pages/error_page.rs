//! Pages that say no: what, why and what next, with a code and the fitting status.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use operations::{Language, Message, Refusal};

use crate::pages::frame::{Frame, Section};
use crate::pages::words::filters;

/// A page that was asked for and is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPage {
    status: StatusCode,
    message: Message,
    reference: Option<i64>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorTemplate<'a> {
    frame: Frame,
    status: u16,
    message: &'a Message,
    reference: Option<i64>,
}

impl ErrorPage {
    /// The page of an operation's no.
    pub fn refusal(refusal: &Refusal) -> ErrorPage {
        ErrorPage { status: status(refusal), message: refusal.message(Language::Chinese), reference: None }
    }

    /// There is no page at that address.
    pub fn no_such_page() -> ErrorPage {
        ErrorPage::new(StatusCode::NOT_FOUND, "WEB-404", "没有这个页面。", "地址有误，或链接已经失效。", "请从首页重新进入。")
    }

    /// A parameter of the address cannot be read.
    pub fn wrong_parameter(name: &str, typed: &str, example: &str) -> ErrorPage {
        ErrorPage::new(
            StatusCode::BAD_REQUEST,
            "WEB-400",
            &format!("地址中的参数 {name} 不能识别。"),
            &format!("填写的是“{typed}”，应为 {example} 这样的写法。"),
            "请更正地址，或从首页重新选择。",
        )
    }

    /// The address as a whole cannot be read: a parameter twice, or signs that are no text.
    pub fn unreadable_address() -> ErrorPage {
        ErrorPage::new(
            StatusCode::BAD_REQUEST,
            "WEB-400",
            "这个地址不能识别。",
            "同一参数出现两次，或编码不是 UTF-8。",
            "请从首页重新选择。",
        )
    }

    /// The pages only read.
    pub fn only_reads() -> ErrorPage {
        ErrorPage::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "WEB-405",
            "这里的页面只能查看。",
            "只接受 GET 和 HEAD 请求，任何改动都不经页面办理。",
            "请用命令行办理：doudi --help。",
        )
    }

    /// An uploaded form cannot be read.
    pub fn unreadable_form() -> ErrorPage {
        ErrorPage::new(
            StatusCode::BAD_REQUEST,
            "WEB-400",
            "提交的内容不能识别。",
            "上传中断，或文件超过上限。",
            "请重新选择文件，或把文字粘贴到框内再提交。",
        )
    }

    /// The request names another machine than this one.
    pub fn other_machine() -> ErrorPage {
        ErrorPage::new(
            StatusCode::FORBIDDEN,
            "WEB-403",
            "请求的主机名不是本机。",
            "页面只在本机查看；以其他名称访问可能是网页借道读取数据。",
            "请在本机浏览器打开 http://127.0.0.1 加启动时显示的端口。",
        )
    }

    fn new(status: StatusCode, code: &str, what: &str, why: &str, next: &str) -> ErrorPage {
        let message = Message { code: code.into(), what: what.into(), why: why.into(), next: next.into() };
        ErrorPage { status, message, reference: None }
    }

    /// Whether the cause is ours (a fault or the database), to be logged.
    pub fn is_ours(&self) -> bool {
        self.status.is_server_error()
    }

    /// The same page with the number it is logged under.
    pub fn with_reference(self, reference: i64) -> ErrorPage {
        ErrorPage { reference: Some(reference), ..self }
    }
}

/// The HTTP status of a refusal.
fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Permission { .. } => StatusCode::FORBIDDEN,
        Refusal::NotFound { .. } => StatusCode::NOT_FOUND,
        Refusal::Law(_) | Refusal::Award(_) | Refusal::Conflict { .. } | Refusal::Report(_) | Refusal::RollTooLate { .. } => {
            StatusCode::CONFLICT
        }
        Refusal::OriginalDestroyed { .. } => StatusCode::GONE,
        Refusal::Assembly(_)
        | Refusal::UnknownValue(_)
        | Refusal::NoRules(_)
        | Refusal::Calendar(_)
        | Refusal::File { .. }
        | Refusal::OtherMonth { .. }
        | Refusal::NoReason
        | Refusal::NotYet { .. }
        | Refusal::Text(_)
        | Refusal::EmptyInbox { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Store(_) | Refusal::NotSetUp { .. } | Refusal::Settings { .. } | Refusal::Policy(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Refusal::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The page of a template. Pages are written to memory and their filters never fail, so this always succeeds.
pub fn rendered(template: &impl Template) -> Html<String> {
    Html(template.render().expect("a page is written to memory and its filters never fail"))
}

impl IntoResponse for ErrorPage {
    fn into_response(self) -> Response {
        let page = ErrorTemplate {
            frame: Frame::new(self.message.what.trim_end_matches('。'), Section::Elsewhere, None, None),
            status: self.status.as_u16(),
            message: &self.message,
            reference: self.reference,
        };
        (self.status, rendered(&page)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use operations::RecordKind;

    use super::*;

    fn text(page: &ErrorPage) -> String {
        let frame = Frame::new("", Section::Elsewhere, None, None);
        let status = page.status.as_u16();
        rendered(&ErrorTemplate { frame, status, message: &page.message, reference: page.reference }).0
    }

    #[test]
    fn a_refusal_shows_code_what_why_and_next() {
        let refusal = Refusal::NotFound { kind: RecordKind::Unit, id: "17".into() };
        let page = ErrorPage::refusal(&refusal);
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let text = text(&page);
        for part in ["OP-404", "找不到保障户“17”。", "没有这一记录，或不在您的辖区。", "请核对编号后重试。"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn a_fault_is_ours_and_shows_its_number() {
        let page = ErrorPage::refusal(&Refusal::Fault("broken".into()));
        assert!(page.is_ours());
        assert!(text(&page.with_reference(4711)).contains("4711"));
        assert!(!ErrorPage::no_such_page().is_ours());
    }

    #[test]
    fn what_was_typed_is_shown_as_text_only() {
        let text = text(&ErrorPage::wrong_parameter("month", "<script>alert(1)</script>", "2022-01"));
        assert!(!text.contains("<script") && text.contains("&#60;script&#62;"));
    }
}
