//! From files to facts in a county's office: what is recorded once, what counts again, who may be asked about.

use operations::{
    Account, Act, BatchOrder, Context, Imported, Office, Premises, Refusal, Repeat, Role, SetUp, Settings, import, originals,
    queries, rounds, set_up,
};
use vocabulary::{CitizenId, Date, Month, RegionCode};

pub(crate) const REGISTER: &str = "户号,姓名,公民身份号码,与户主关系,户口性质,村（居）代码,手机号码\n";
pub(crate) const REPORT: &str = "户号,姓名,身份证号,村（居）代码,申请日期,申请方式,授权书签署日期,工资性收入（元/年）,务工月数,\
    经营净收入（元/年）,财产净收入（元/年）,赡养抚养费收入（元/年）,职工养老金（元/年）,基础养老金（元/年）,高龄津贴（元/年）,\
    其他转移净收入（元/年）,其他收入（元/年）,不计入收入款项（元/年）,支出赡养费及社保（元/年）,货币财产（元）,住房套数,机动车辆数,商铺企业数\n";

pub(crate) fn january() -> Month {
    Month::parse("2022-01").expect("a month")
}

pub(crate) fn number(sequence: u16) -> String {
    let birth = Date::parse("1960-05-01").expect("a day");
    CitizenId::compose(620_521, birth, sequence).expect("a number").reveal().to_owned()
}

/// Two families: 0001 with 王桂兰 and 李建国, 0002 with 赵六.
pub(crate) fn register() -> String {
    format!(
        "{REGISTER}0001,王桂兰,{},户主,农业,620521100201,13800001234\n0001,李建国,{},配偶,农业,620521100201,\n\
         0002,赵六,{},户主,农业,620521100201,\n",
        number(12),
        number(11),
        number(31)
    )
}

/// Family 0001 applied and signed.
fn report(wages: u32) -> String {
    format!("{REPORT}0001,王桂兰,{},620521100201,2022-01-03,整户,2022-01-03,{wages},6,0,0,0,0,0,0,0,0,0,0,0,1,0,0\n", number(12))
}

pub(crate) struct County {
    pub(crate) office: Office,
    pub(crate) officer: Context,
    administrator: Context,
    folder: tempfile::TempDir,
}

pub(crate) async fn county() -> County {
    let folder = tempfile::tempdir().expect("a folder");
    let region = RegionCode::parse("620521").expect("a county");
    let account = |login: &str, role| Account { login: login.to_owned(), name: login.to_owned(), role, region };
    let (name, text) = policy::model_county();
    let order = SetUp {
        settings: Settings { original_retention_days: 30, ..Settings::usual(region) },
        policy: None,
        policy_files: vec![(name.to_owned(), text.to_owned())],
        officials: vec![account("officer", Role::CountyOfficer), account("admin", Role::SystemAdministrator)],
    };
    let premises = Premises { data: folder.path().join("data"), database: None };
    let office = set_up(&premises, &order).await.expect("set up");
    let last = Some(january().last_day());
    let officer = office.context("officer", last).await.expect("an officer");
    let administrator = office.context("admin", last).await.expect("an administrator");
    County { office, officer, administrator, folder }
}

impl County {
    async fn import(&self, name: &str, text: &str, repeat: Repeat) -> Result<Imported, Refusal> {
        import::import(&self.office, &self.officer, january(), name, text.as_bytes(), repeat).await
    }

    pub(crate) async fn told(&self, name: &str, text: &str) -> Imported {
        self.import(name, text, Repeat::Told).await.expect("imported")
    }
}

#[tokio::test]
async fn the_same_content_in_a_new_file_adds_no_fact_and_no_person() {
    let county = county().await;
    let first = county.told("名册.csv", &register()).await;
    assert_eq!((first.persons, first.clues), (3, 0), "{:?}", first.complaints);
    assert!(county.told("申报.csv", &report(3_600)).await.facts > 0);
    let again = county.told("名册再报.csv", &format!("{}\n", register())).await;
    assert_eq!((again.persons, again.facts, again.before), (0, 0, None));
    let again = county.told("申报再报.csv", &format!("{}\n", report(3_600))).await;
    assert_eq!((again.facts, again.units, again.before), (0, 0, None));
    assert!(again.unchanged > 0);
}

#[tokio::test]
async fn bytes_corrected_since_are_told_so_and_count_again_only_where_it_is_asked_for() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    let first = county.told("申报.csv", &report(3_600)).await;
    assert_eq!(first.before, None);
    let before = county.told("申报.csv", &report(3_600)).await.before.expect("imported before");
    assert_eq!(before.superseded_by, None);
    assert!(county.told("申报更正.csv", &report(9_900)).await.facts > 0);
    let before = county.told("申报.csv", &report(3_600)).await.before.expect("imported before");
    assert_eq!(before.superseded_by.map(|(name, _)| name).as_deref(), Some("申报更正.csv"));
    let again = county.import("申报.csv", &report(3_600), Repeat::CountsAgain).await.expect("imported");
    assert!(again.facts > 0 && again.before.is_none());
    let before = county.told("申报更正.csv", &report(9_900)).await.before.expect("imported before");
    assert_eq!(before.superseded_by.map(|(name, _)| name).as_deref(), Some("申报.csv"));
}

#[tokio::test]
async fn only_families_who_applied_and_signed_are_asked_about_and_only_once() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    let make = async || {
        let order = BatchOrder::default();
        queries::make_batch(&county.office, &county.officer, january(), &order).await.expect("no refusal")
    };
    assert_eq!(make().await, None, "nobody has signed");
    county.told("申报.csv", &report(3_600)).await;
    let batch = make().await.expect("a batch");
    assert_eq!((batch.name.as_str(), batch.families, batch.persons), ("HD-202201-01", 1, 2));
    assert_eq!(make().await, None, "the family was asked about");
    let refused = queries::make_batch(&county.office, &county.administrator, january(), &BatchOrder::default()).await;
    assert!(matches!(refused, Err(Refusal::Permission { act: Act::QueryFamilies, .. })));
    let file = queries::export(&county.office, &county.officer, "HD-202201-01").await.expect("a list");
    assert_eq!((file.name.as_str(), file.persons), ("HD-202201-01.xlsx", 2));
    assert!(queries::export(&county.office, &county.officer, "HD-202201-09").await.is_err());
}

#[tokio::test]
async fn answers_about_anybody_else_are_counted_and_nothing_of_them_is_kept() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    county.told("申报.csv", &report(3_600)).await;
    queries::make_batch(&county.office, &county.officer, january(), &BatchOrder::default()).await.expect("made");
    let answer = |batch: &str| {
        format!(
            "核对批次号,户号,姓名,身份证号,小型汽车数量\n{batch},0001,王桂兰,{},1\n{batch},0002,赵六,{},2\n{batch},0002,赵七,,看不清\n",
            number(12),
            number(31)
        )
    };
    let kept = county.told("车辆.csv", &answer("HD-202201-01")).await;
    assert_eq!((kept.facts, kept.dropped, kept.clues), (1, 2, 0), "{:?}", kept.complaints);
    assert!(kept.complaints.iter().all(|(_, sentence)| !sentence.contains("赵")), "{:?}", kept.complaints);
    let unknown = county.told("车辆二.csv", &answer("HD-202201-07")).await;
    assert_eq!((unknown.facts, unknown.dropped, unknown.clues), (0, 3, 0));
}

#[tokio::test]
async fn an_original_opens_with_a_reason_until_its_retention_ends() {
    let county = county().await;
    let file = county.told("名册.csv", &register()).await.file;
    let open = async |ctx: &Context, why: &str| originals::open(&county.office, ctx, file, why).await;
    assert_eq!(open(&county.officer, "核实户号").await.expect("opened").bytes, register().into_bytes());
    assert!(matches!(open(&county.officer, " ").await, Err(Refusal::NoReason)));
    assert!(matches!(open(&county.administrator, "看看").await, Err(Refusal::Permission { .. })));
    assert_eq!(originals::destroy_due(&county.office, &county.administrator).await.expect("run"), 0);
    let later = county.office.context("admin", Some(january().last_day().plus_days(30))).await.expect("a day later");
    assert_eq!(originals::destroy_due(&county.office, &later).await.expect("run"), 1);
    assert_eq!(originals::destroy_due(&county.office, &later).await.expect("run again"), 0);
    let refusal = open(&county.officer, "核实户号").await.expect_err("destroyed");
    let message = refusal.message(operations::Language::Chinese);
    assert_eq!((message.code.as_str(), message.why.contains("2022-03-02")), ("OP-433", true), "{}", message.why);
}

#[tokio::test]
async fn a_folder_is_imported_in_its_order_and_a_refused_file_keeps_nobody_back() {
    let county = county().await;
    let inbox = county.folder.path().join("inbox");
    std::fs::create_dir(&inbox).expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(inbox.join(name), text).expect("written");
    // By name the register comes last.
    write("a 申报.csv", &report(3_600));
    write("b 无表头.csv", "什么,也,不是\n1,2,3\n");
    write("z 名册.csv", &register());
    let run =
        async || import::import_folder(&county.office, &county.officer, january(), &inbox, &|_| {}).await.expect("imported");
    let done = run().await;
    assert_eq!(done.imported.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["z 名册.csv", "a 申报.csv"]);
    assert_eq!(done.refused.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b 无表头.csv"]);
    assert_eq!((done.imported[1].units, done.imported[1].clues), (1, 0));
    assert_eq!(done.batches, ["HD-202201-01"]);
    let again = run().await;
    assert!(again.imported.iter().all(|file| file.before.is_some()) && again.batches.is_empty());
}

#[tokio::test]
async fn a_copy_with_the_faulty_cells_marked_is_read_with_the_same_complaints_and_is_in_the_chain() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    let faulty = report(3_600).replace(",3600,", ",三千六,");
    let file = county.told("申报.csv", &faulty).await;
    let codes = |complaints: &[(String, String)]| complaints.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&file.complaints).len(), 1, "{:?}", file.complaints);
    let marked = originals::complaints_marked(&county.office, &county.officer, file.file).await.expect("a copy");
    assert_eq!(marked.name, "申报_问题标注.xlsx");
    let again = import::import(&county.office, &county.officer, january(), &marked.name, &marked.bytes, Repeat::Told);
    let again = again.await.expect("what is sent back is read like any file");
    assert_eq!((codes(&again.complaints), again.facts), (codes(&file.complaints), 0));
    let refused = originals::complaints_marked(&county.office, &county.administrator, file.file).await;
    assert!(matches!(refused, Err(Refusal::Permission { .. })));
}

#[tokio::test]
async fn rolls_of_the_opening_are_refused_once_a_round_was_opened() {
    let county = county().await;
    let inbox = county.folder.path().join("inbox");
    std::fs::create_dir(&inbox).expect("a folder");
    std::fs::write(inbox.join("名册.csv"), register()).expect("written");
    rounds::open(&county.office, &county.officer, january(), &inbox, &|_| {}).await.expect("a round");
    let roll = format!(
        "供养户编号,姓名,身份证号,供养方式,生活自理能力,基本生活费,照料护理费,享受起始年月\nTK1,赵六,{},分散供养,全自理,571,150,2021-07\n",
        number(31)
    );
    let refusal = county.import("特困名册.csv", &roll, Repeat::Told).await.expect_err("too late");
    assert!(matches!(refusal, Refusal::RollTooLate { .. }), "{refusal:?}");
}

#[tokio::test]
async fn a_lapsed_authorisation_asks_nobody_and_a_lapsed_batch_takes_no_answer() {
    let county = county().await;
    county.told("名册.csv", &register()).await;
    county.told("申报.csv", &report(3_600)).await;
    let answer = |batch: &str| format!("核对批次号,户号,姓名,身份证号,小型汽车数量\n{batch},0001,王桂兰,{},1\n", number(12));
    queries::make_batch(&county.office, &county.officer, january(), &BatchOrder::default()).await.expect("no refusal");
    // Signed on 3 January 2022 for 365 days; batches take answers for 60 days after the last of January.
    let import = async |month: &str, name: &str| {
        let month = Month::parse(month).expect("a month");
        let officer = county.office.context("officer", Some(month.last_day())).await.expect("an officer");
        import::import(&county.office, &officer, month, name, answer("HD-202201-01").as_bytes(), Repeat::CountsAgain).await
    };
    let last = import("2022-04", "车辆四月.csv").await.expect("imported");
    assert_eq!((last.facts, last.dropped), (0, 1), "a batch of January is over on 1 April");
    let in_time = import("2022-03", "车辆三月.csv").await.expect("imported");
    assert_eq!((in_time.facts, in_time.dropped), (1, 0));
    for (month, asked) in [("2022-12", 1), ("2023-01", 0)] {
        let month = Month::parse(month).expect("a month");
        let officer = county.office.context("officer", Some(month.last_day())).await.expect("an officer");
        let batch = queries::make_batch(&county.office, &officer, month, &BatchOrder::default()).await.expect("no refusal");
        assert_eq!(batch.map_or(0, |batch| batch.families), asked, "{month}");
    }
}
