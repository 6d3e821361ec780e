using System.Globalization;
using System.Xml.Linq;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Writes config.xml: where the server keeps its files and how little it may take.</summary>
internal static class ServerConfiguration
{
    private const int MostMergeThreads = 4;

    internal static string Render(DataDirectory directory, long maxServerMemoryBytes, EmbeddedShard? shard) => new XElement(
        "clickhouse",
        new XElement("path", directory.ServerPath + "/"),
        new XElement("listen_host", "127.0.0.1"),
        new XElement("users_config", directory.UsersPath),
        new XElement("timezone", "UTC"),
        Logger(directory.LogsPath),
        Bytes("max_server_memory_usage", maxServerMemoryBytes),
        Bytes("merges_mutations_memory_usage_soft_limit", maxServerMemoryBytes * 4 / 10),
        Bytes("mark_cache_size", 64 << 20),
        Bytes("index_mark_cache_size", 32 << 20),
        Bytes("primary_index_cache_size", 32 << 20),
        // Half of the processors merge, so that two large merges at a time do not take all of a small machine from inserts and answers.
        new XElement("background_pool_size", Math.Clamp(Environment.ProcessorCount / 2, 1, MostMergeThreads)),
        // A mutation takes a place for each part of its table, and when none is free the server looks again only after a random
        // rest of up to a second: at four places a deletion from a hundred parts rests for ten seconds. As many threads as before do the work.
        new XElement("background_merges_mutations_concurrency_ratio", 32),
        new XElement("background_schedule_pool_size", 4),
        new XElement("max_thread_pool_size", 200),
        // Shorter than the host's own deadline: queries in flight end with the server, not with a kill.
        new XElement("shutdown_wait_unfinished", 2),
        shard is null ? null : Cluster(shard),
        new XElement(
            "access_control_improvements",
            new XElement("settings_constraints_replace_previous", "true"),
            new XElement("select_from_system_db_requires_grant", "true"),
            new XElement("select_from_information_schema_requires_grant", "true"))).ToString();

    // Each shard is one server, so the macros name no replica but it.
    private static XElement[] Cluster(EmbeddedShard shard) =>
    [
        new XElement("tcp_port", shard.TcpPort),
        new XElement("macros", new XElement("shard", shard.Number), new XElement("replica", "1")),
        new XElement("remote_servers", new XElement(shard.ClusterName, shard.TcpPorts.Select(port => Member(port, shard.Password)))),
    ];

    private static XElement Member(int port, string password) => new(
        "shard",
        new XElement("internal_replication", "true"),
        new XElement(
            "replica",
            new XElement("host", "127.0.0.1"),
            new XElement("port", port),
            new XElement("user", UsersConfiguration.Collector),
            new XElement("password", password)));

    private static XElement Logger(string logsPath) => new(
        "logger",
        new XElement("level", "information"),
        new XElement("console_log_level", "warning"),
        new XElement("log", Path.Combine(logsPath, "clickhouse.log")),
        new XElement("errorlog", Path.Combine(logsPath, "clickhouse-errors.log")),
        new XElement("size", "10M"),
        new XElement("count", 3));

    private static XElement Bytes(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));
}
