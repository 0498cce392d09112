//! Chinese texts of the command line's help. A test fails when a command or option has none.

use clap::Command;

/// Texts by path: `command`, `command sub`, and `command --argument` for an argument's id.
const TEXTS: [(&str, &str); 164] = [
    ("doudi", "兜底：县级社会救助业务系统"),
    ("doudi --data", "本县数据目录：密钥文件、数据库文件、设置、收件箱、报告"),
    ("doudi --database", "改用其他数据库：sqlite:路径 或 postgres://…"),
    ("doudi --lang", "提示语言：zh 或 en"),
    ("doudi --json", "输出 JSON，供程序读取"),
    ("doudi --login", "办理人账号；每个命令有其常用账号"),
    ("doudi --day", "办理日期（年-月-日），补录以前的材料时使用；默认今天"),
    ("doudi init", "初始化一个县：密钥文件、数据库、账号"),
    ("doudi init --county", "县级区划代码，六位"),
    ("doudi init --policy", "本县政策数值目录（toml），叠加在内置数值之上"),
    ("doudi import", "导入某月的部门文件"),
    ("doudi import --month", "文件所属月份（年-月）"),
    ("doudi import --files", "文件（xlsx、xls、csv）或目录"),
    ("doudi import --again", "以前导入过、此后已被更正的文件，本次重新作数"),
    ("doudi complaints", "列出某个文件的问题，或写出标注了问题的副本"),
    ("doudi complaints --file", "文件编号或文件名"),
    ("doudi complaints --out", "写出标注问题的副本（xlsx）；记入审计"),
    ("doudi original", "打开已收文件的原件；记入审计"),
    ("doudi original open", "把原件写出为文件"),
    ("doudi original open --file", "文件编号或文件名"),
    ("doudi original open --reason", "事由"),
    ("doudi original open --out", "输出文件；默认用原文件名"),
    ("doudi query", "核对批次：就已授权家庭向各部门发起核对"),
    ("doudi query make", "生成本月尚未发起核对的家庭批次"),
    ("doudi query make --month", "月份（年-月）"),
    ("doudi query make --purpose", "用途；默认为社会救助家庭经济状况核对"),
    ("doudi query make --departments", "所问报送表代码，可重复；默认全部"),
    ("doudi query list", "列出核对批次"),
    ("doudi query export", "写出批次名单，含姓名和号码；记入审计"),
    ("doudi query export --batch", "批次号"),
    ("doudi query export --out", "输出文件；默认用批次号"),
    ("doudi jobs", "到期任务，如销毁保存期满的原件"),
    ("doudi jobs run", "执行到期任务"),
    ("doudi round", "开展月度认定：文件、认定、差距；加 --close 则发放、统计、结账"),
    ("doudi round --month", "月份（年-月）"),
    ("doudi round --inbox", "当月文件所在目录；默认为 数据目录/inbox/月份"),
    ("doudi round --close", "决定办完后继续：发放、统计、结账"),
    ("doudi gaps", "列出某月的差距"),
    ("doudi gaps --month", "月份（年-月）；默认最近一月"),
    ("doudi gaps --kind", "只看一类：uncovered 应保未保、overstayed 应退未退、misgraded 标准不符、undetermined 无法认定"),
    ("doudi gaps --open", "只看尚未办结的"),
    ("doudi decide", "就差距提出意见、审核确认或办结"),
    ("doudi decide propose", "乡镇经办人员按认定结果提出审核意见"),
    ("doudi decide propose --gaps", "差距编号"),
    ("doudi decide propose --reasons", "理由；不填则用认定过程的表述"),
    ("doudi decide propose --gradual_until", "因就业增收的，渐退至该月（年-月）前"),
    ("doudi decide propose --heard", "今日听取的当事人意见"),
    ("doudi decide confirm", "公示期满后由另一名人员确认"),
    ("doudi decide confirm --cases", "个案编号"),
    ("doudi decide return", "把意见退回乡镇"),
    ("doudi decide return --case", "个案编号"),
    ("doudi decide return --why", "原因"),
    ("doudi decide close", "核查后办结：不属实、本人放弃或等待"),
    ("doudi decide close --gap", "差距编号"),
    ("doudi decide close --why", "原因"),
    ("doudi payout", "编制某月发放清单"),
    ("doudi payout --month", "月份（年-月）"),
    ("doudi figures", "查看指标及其所计的各行"),
    ("doudi figures --code", "指标代码；不填则全部"),
    ("doudi figures --rows", "显示所计的各行"),
    ("doudi figures --at", "截至该日（年-月-日）：该月在册"),
    ("doudi report", "生成月度报告（docx）"),
    ("doudi report --month", "月份（年-月）"),
    ("doudi report --out", "输出文件；默认为 数据目录/reports/月份.docx"),
    ("doudi check-report", "核对任何人写的报告：找出前后矛盾（txt、docx、html、xlsx、带文字层的 PDF）；不需要数据目录"),
    ("doudi check-report --file", "报告文件"),
    ("doudi check-report --fix", "输出文字：补回丢失的“户”字，并标出最可能的更正"),
    ("doudi check-up", "体检：在一个文件夹的电子表格中查找审计会发现的问题；不需要数据目录"),
    ("doudi check-up --folder", "电子表格所在文件夹，含下级文件夹"),
    ("doudi check-up --out", "把问题表和摘要写入该文件夹"),
    ("doudi check-up --masked", "各处遮蔽姓名和身份证号"),
    ("doudi check-up --keep", "在结果旁保留 JSON 结果和原文件副本（须与 --out 同用）"),
    ("doudi check-up --correct", "更正文件或列的认定：文件名=名单 或 文件名:表头=字段"),
    ("doudi check-up --policy", "本地政策数值文件（toml）"),
    ("doudi check-up --county", "县级区划代码；不填则按名单中的村居代码认定"),
    ("doudi reconcile", "比对二至四份同类名单，我方在前"),
    ("doudi reconcile --files", "二至四份名单，我方在前"),
    ("doudi reconcile --out", "差异写入该文件（xlsx）"),
    ("doudi reconcile --masked", "各处遮蔽姓名和身份证号"),
    ("doudi reconcile --correct", "更正文件或列的认定：文件名=名单 或 文件名:表头=字段"),
    ("doudi explain", "说明一户为何得到该待遇：事实、检验、条款、来源"),
    ("doudi explain --unit", "保障户编号（户号 或 户号/序号）"),
    ("doudi explain --on", "该日的情况；默认今天"),
    ("doudi audit", "核验审计链"),
    ("doudi audit verify", "逐环核验；给出文件时离线核验导出的链"),
    ("doudi audit verify --file", "导出的审计链"),
    ("doudi audit state", "显示本县全部内容的杂凑值：收到相同内容的两个数据库，其值相同"),
    ("doudi audit export", "导出审计链，供他处核验"),
    ("doudi audit export --file", "输出文件"),
    ("doudi privacy", "密钥与个人信息"),
    ("doudi privacy rotate-keys", "生成新版主密钥，重新封装每个人的密钥"),
    ("doudi privacy erase", "销毁某人的密钥与索引：其号码从此不可读"),
    ("doudi privacy erase --person", "人员编号"),
    ("doudi privacy erase --why", "依据何人的要求及原因"),
    ("doudi privacy reveal", "查看某人完整证件号码；记入审计"),
    ("doudi privacy reveal --person", "人员编号"),
    ("doudi privacy reveal --why", "用途"),
    ("doudi serve", "在本机打开页面（只读，仅限本机访问）"),
    ("doudi serve --port", "本机端口；被占用时取下一个"),
    ("doudi serve --bind", "地址；登录功能完成前只接受本机地址"),
    ("doudi demo", "生成样例乡镇，运行三个月，出具报告，打开页面"),
    ("doudi demo --no_serve", "出具报告后即停止"),
    ("doudi demo --people", "样例乡镇人数"),
    ("doudi demo --seed", "样例乡镇的随机种子"),
    ("doudi demo --port", "页面端口"),
    ("doudi model", "把样例县的一年写成各部门会报送的文件"),
    ("doudi model --folder", "存放文件的目录，每月一个子目录"),
    ("doudi model --people", "农业人口数；默认与总量表相同"),
    ("doudi model --seed", "随机种子：种子相同，样例县相同"),
    ("doudi model --year", "年份：2022、2026（社会救助法施行后）或 disaster（2022年遇洪灾）"),
    ("doudi model --totals", "自备的总量表（toml），代替该年份的总量表"),
    ("doudi model --months", "从一月起写出的月数"),
    ("doudi model --key", "把每处预设差错的位置写入该文件"),
    ("doudi bench", "测量本机速度"),
    ("doudi bench round", "样例乡镇的一个月：文件、差距、个案、发放、指标"),
    ("doudi bench round --people", "样例乡镇人数"),
    ("doudi bench intake", "读取文件，以及全县首次入库"),
    ("doudi bench intake --workbook_rows", "生成的二十列工作簿的行数"),
    ("doudi bench intake --text_rows", "生成的 GB18030 文本户籍名册的行数"),
    ("doudi bench intake --people", "生成并导入的样例县农业人口数；0 表示不导入"),
    ("doudi bench intake --keep", "把生成的文件留在该目录，供其他程序对比读取"),
    ("doudi link", "比对两份名单：左表的人是右表的谁"),
    ("doudi link --left", "要查找的名单（csv、xlsx、xls、Parquet）"),
    ("doudi link --right", "在其中查找的名单，通常为台账"),
    ("doudi link --out", "输出文件（csv）：左键、右键、概率、说明"),
    ("doudi link --columns", "表头不常见时指定列：id=…,name=…,birth=…,sex=…,village=…,township=…,address=…,phone=…,household=…"),
    ("doudi link --left_key", "左表各行的键列；不填则按行编号，从1起"),
    ("doudi link --right_key", "右表各行的键列；不填则按行编号，从1起"),
    ("doudi link --threshold", "概率达到多少算相符；0.1以上的作为存疑一并写出"),
    ("doudi link --model", "使用的模型文件；文件不存在时，学得的模型存入其中"),
    ("doudi link --truth", "真实对应（csv，左右表的键）：显示准确率、召回率和F1"),
    ("doudi link --no_explain", "不写说明"),
    ("doudi link --exact", "只按身份证号连接"),
    ("doudi link --persons", "每人在各表可出现几次；不填则从名单判断"),
    ("doudi link-model", "已保存的比对模型"),
    ("doudi link-model diff", "显示两个模型相差一成以上的参数"),
    ("doudi link-model diff --first", "一个模型文件"),
    ("doudi link-model diff --second", "另一个模型文件"),
    ("doudi links", "不能凭号码认定的各行：列出、认定、撤销"),
    ("doudi links list", "列出待认定的比对问题"),
    ("doudi links list --all", "已认定的也列出"),
    ("doudi links settle", "认定某行是谁；其事实自认定起计入"),
    ("doudi links settle --question", "比对问题编号"),
    ("doudi links settle --verdict", "认定：same 同一人、not-same 不是同一人、cannot-say 无法判断"),
    ("doudi links settle --person", "人员编号；not-same 不填则所列各人都不是"),
    ("doudi links settle --why", "理由"),
    ("doudi links undo", "撤销某个问题的认定"),
    ("doudi links undo --question", "比对问题编号"),
    ("doudi links undo --why", "理由"),
    ("doudi links duplicates", "登记自身比对，查找可能重复的人员"),
    ("doudi dedupe", "查找一份名单中同属一人的各行"),
    ("doudi dedupe --file", "名单（csv、xlsx、xls、Parquet）"),
    ("doudi dedupe --out", "输出文件（csv）：左键、右键、概率、说明"),
    ("doudi dedupe --columns", "表头不常见时指定列，同 link"),
    ("doudi dedupe --key", "各行的键列；不填则按行编号，从1起"),
    ("doudi dedupe --threshold", "概率达到多少算同一人"),
    ("doudi bench check", "报告核对：每一万字的毫秒数"),
    ("doudi bench link", "比对两份生成的名单，并与仅凭号码、四键依次比对作对照"),
    ("doudi bench link --people", "名单人数，可用逗号列出几种"),
    ("doudi bench link --normal", "多数有号码、错误较少，代替错误较多的名单"),
    ("doudi bench link --keep", "保留生成名单的目录；不填则删除"),
    ("doudi bench join", "只按身份证号连接两份生成的名单"),
    ("doudi bench join --people", "名单人数，可用逗号列出几种"),
    ("doudi bench join --keep", "保留生成名单的目录；不填则删除"),
];

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

fn text(path: &str) -> Option<&'static str> {
    TEXTS.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// The same command line with Chinese help.
pub fn in_chinese(command: Command) -> Command {
    localise(command, "doudi")
}

fn localise(command: Command, path: &str) -> Command {
    let path_of = |name: &str| format!("{path} --{name}");
    let mut command =
        command.help_template(TEMPLATE).subcommand_help_heading("命令").next_help_heading("选项").mut_args(|argument| {
            let heading = if argument.is_positional() { "参数" } else { "选项" };
            let localised = match argument.get_id().as_str() {
                "help" => Some("显示帮助"),
                "version" => Some("显示版本"),
                id => text(&path_of(id)).or_else(|| text(&format!("doudi --{id}"))),
            };
            let argument = argument.help_heading(heading);
            match localised {
                Some(help) => argument.help(help).long_help(help),
                None => argument,
            }
        });
    if let Some(about) = text(path) {
        command = command.about(about).long_about(about);
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let sub_path = format!("{path} {name}");
        command = command.mut_subcommand(&name, |sub| localise(sub, &sub_path));
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::arguments::Arguments;

    fn missing(command: &Command, path: &str, found: &mut Vec<String>) {
        if text(path).is_none() {
            found.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            let own = format!("{path} --{id}");
            if !matches!(id, "help" | "version") && text(&own).is_none() && text(&format!("doudi --{id}")).is_none() {
                found.push(own);
            }
        }
        for sub in command.get_subcommands() {
            missing(sub, &format!("{path} {}", sub.get_name()), found);
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_chinese() {
        let mut found = Vec::new();
        missing(&Arguments::command(), "doudi", &mut found);
        assert!(found.is_empty(), "add Chinese texts for: {found:#?}");
    }
}
