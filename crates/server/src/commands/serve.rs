//! `doudi serve`.

use std::sync::Arc;

use operations::{Context, Office};
use tokio::net::TcpListener;

use super::{accounts, open};
use crate::arguments::{CommonOptions, Serve};
use crate::output::{Output, Stop};
use crate::pages;

/// Opens the pages until the process is stopped.
pub async fn run(common: &CommonOptions, options: &Serve, output: &Output) -> Result<(), Stop> {
    let bind = options.bind.parse().map_err(|_| Stop::Usage {
        chinese: format!("--bind “{}” 不是网络地址。", options.bind),
        english: format!("--bind {:?} is not a network address.", options.bind),
    })?;
    let listener = listen(bind, options.port).await?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    serve(Arc::new(office), context, listener, output).await
}

/// Listens on a loopback address, on the port or the next free one.
pub async fn listen(bind: std::net::IpAddr, port: u16) -> Result<TcpListener, Stop> {
    let refuse = |refused: pages::ListenRefusal| Stop::Usage { chinese: refused.chinese(), english: refused.english() };
    pages::listen(bind, port).await.map_err(refuse)
}

/// Serves the pages for an account, and says where.
pub async fn serve(office: Arc<Office>, context: Context, listener: TcpListener, output: &Output) -> Result<(), Stop> {
    let address = listener.local_addr().map_err(|why| Stop::File { path: "TCP".to_owned(), why })?;
    output.note(
        &format!("页面已打开：http://{address}/ （Ctrl-C 停止）"),
        &format!("Pages are open: http://{address}/ (Ctrl-C stops)"),
    );
    pages::serve(office, context, listener).await.map_err(|why| Stop::File { path: address.to_string(), why })
}
