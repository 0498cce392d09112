//! `doudi serve`.

use std::sync::Arc;

use super::{accounts, open};
use crate::arguments::{CommonOptions, Serve};
use crate::output::{Output, Stop};
use crate::pages;

/// Opens the pages until the process is stopped.
pub async fn run(common: &CommonOptions, options: &Serve, output: &Output) -> Result<(), Stop> {
    let (office, context) = open(common, accounts::OFFICER).await?;
    let bind = options.bind.parse().map_err(|_| Stop::Usage {
        chinese: format!("--bind “{}” 不是网络地址。", options.bind),
        english: format!("--bind {:?} is not a network address.", options.bind),
    })?;
    serve(Arc::new(office), context, bind, options.port, output).await
}

/// Serves the pages for an account at an address, and says where.
pub async fn serve(
    office: Arc<operations::Office>,
    context: operations::Context,
    bind: std::net::IpAddr,
    port: u16,
    output: &Output,
) -> Result<(), Stop> {
    let listener = pages::listen(bind, port)
        .await
        .map_err(|refused| Stop::Usage { chinese: refused.chinese(), english: refused.english() })?;
    let address = listener.local_addr().map_err(|why| Stop::File { path: bind.to_string(), why })?;
    output.note(
        &format!("页面已打开：http://{address}/ （Ctrl-C 停止）"),
        &format!("Pages are open: http://{address}/ (Ctrl-C stops)"),
    );
    pages::serve(office, context, listener).await.map_err(|why| Stop::File { path: address.to_string(), why })
}
