namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>Holds what the host is told: which library to load and what ClickHouse is to read.</summary>
internal sealed record HostArguments(string LibraryPath, string ConfigPath, int HttpPort, bool ListensOnTcp, int Niceness = 0)
{
    /// <summary>Reads <c>--library=</c>, <c>--config-file=</c> and <c>--http_port=</c>, which are required, <c>--listen-tcp</c>, which opens the configuration's tcp_port, too, and <c>--nice=</c>.</summary>
    internal static (HostArguments? Arguments, string Fault) Parse(string[] args)
    {
        var library = ValueOf(args, "--library=");
        var config = ValueOf(args, "--config-file=");
        var portText = ValueOf(args, "--http_port=");
        if (library is null || config is null || portText is null)
        {
            return (null, "needs --library=FILE, --config-file=FILE and --http_port=NUMBER.");
        }

        if (!File.Exists(library))
        {
            return (null, $"--library={library}: there is no such file.");
        }

        var niceText = ValueOf(args, "--nice=") ?? "0";
        if (!int.TryParse(niceText, out var niceness) || niceness is < 0 or > 19)
        {
            return (null, $"--nice={niceText} must be 0 to 19.");
        }

        return int.TryParse(portText, out var port) && port is >= 1 and <= 65535
            ? (new HostArguments(library, config, port, args.Contains("--listen-tcp"), niceness), "")
            : (null, $"--http_port={portText} must be 1 to 65535.");
    }

    /// <summary>Makes the command line of clickhouse-local that serves HTTP until it reads "exit".</summary>
    internal string[] ToCommandLine() =>
    [
        "clickhouse",
        "--config-file=" + ConfigPath,
        "--http_port=" + HttpPort,
        "--query=SYSTEM START LISTEN HTTP; " + (ListensOnTcp ? "SYSTEM START LISTEN TCP; " : ""),
        // Interactive: without it clickhouse-local ends the process on an error in a server thread.
        "--interactive",
        "--disable_suggestion",
        "--history_file=/dev/null",
    ];

    private static string? ValueOf(string[] args, string name) =>
        Array.Find(args, argument => argument.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
