using System.Xml.Linq;
using CsTelemetry.ClickHouse.Analysis;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>
/// Writes users.xml. Three users, each with the least it needs: <c>default</c> opens the listener and
/// nothing else, <c>collector</c> owns the tables, <c>reader</c> runs SQL that people wrote.
/// </summary>
internal static class UsersConfiguration
{
    internal const string Collector = "collector";
    internal const string Reader = "reader";

    internal static string Render(string database, Credentials collector, Credentials reader, EmbeddedShard? shard = null) => new XElement(
        "clickhouse",
        new XElement(
            "profiles",
            new XElement("default", new XElement("max_threads", 2)),
            ReaderProfile()),
        new XElement(
            "users",
            // The boot session has no password and must exist. It may run the one statement that it
            // needs, once; the quota keeps anybody else from using what is left.
            User("default", new XElement("password"), "default", "boot", "GRANT SYSTEM LISTEN ON *.*"),
            User(
                collector.User,
                Sha256(collector),
                "default",
                "default",
                "GRANT SELECT, INSERT, ALTER, CREATE, DROP, TRUNCATE, OPTIMIZE, SHOW, dictGet ON *.*",
                "GRANT TABLE ENGINE ON MergeTree, TABLE ENGINE ON AggregatingMergeTree, TABLE ENGINE ON ReplacingMergeTree" + (shard is null ? "" : ", TABLE ENGINE ON Distributed")),
            User(reader.User, Sha256(reader), Reader, "default", $"GRANT SELECT ON {AnalysisSchema.DatabaseOf(database)}.*")),
        new XElement("quotas", new XElement("default"), BootQuota(statements: shard is null ? 1 : 2))).ToString();

    private static XElement ReaderProfile() => new(
        Reader,
        new XElement("readonly", 1),
        new XElement("max_threads", 2),
        new XElement("max_memory_usage", AnalysisLimits.MaxMemoryBytes),
        new XElement("max_execution_time", AnalysisLimits.MaxSeconds),
        new XElement("max_result_rows", AnalysisLimits.MaxRows),
        new XElement("max_result_bytes", AnalysisLimits.MaxBytes),
        new XElement("result_overflow_mode", "throw"),
        new XElement("output_format_json_quote_64bit_integers", 1),
        new XElement("date_time_output_format", "iso"),
        // The views look up there whose rows they may show; nothing in a statement can say it is somebody else's.
        new XElement("allow_get_client_http_header", 1),
        new XElement("cancel_http_readonly_queries_on_client_close", 1),
        // Every client says how long it waits; a reader may say less than a minute, and nothing else.
        new XElement(
            "constraints",
            new XElement("max_execution_time", new XElement("changeable_in_readonly"), new XElement("max", 60))));

    private static XElement BootQuota(int statements) =>
        new("boot", new XElement("interval", new XElement("duration", 315_360_000), new XElement("queries", statements)));

    private static XElement Sha256(Credentials credentials) => new("password_sha256_hex", credentials.PasswordSha256);

    private static XElement User(string name, XElement password, string profile, string quota, params string[] grants) => new(
        name,
        password,
        new XElement("networks", new XElement("ip", "127.0.0.1")),
        new XElement("profile", profile),
        new XElement("quota", quota),
        new XElement("grants", grants.Select(grant => new XElement("query", grant))));
}
