using System.CommandLine;

namespace CsTelemetry.Collector.Cli;

/// <summary>The options `--url` and `--key` of commands that ask a running collector.</summary>
internal sealed class RemoteOptions
{
    private const string KeyVariable = "CSTELEMETRY_KEY";

    private readonly Option<string> _url = new("--url")
    {
        Description = "The collector's HTTP address.",
        DefaultValueFactory = _ => "http://127.0.0.1:5318",
    };

    private readonly Option<string?> _key = new("--key") { Description = $"A key with the scope `admin`, or the one that the command names. By default the variable {KeyVariable}, which no process list shows." };

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_key);
    }

    /// <exception cref="RemoteCallException">The address is none.</exception>
    public RemoteCollector Connect(ParseResult parsed)
    {
        var text = parsed.GetValue(_url)!;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? new RemoteCollector(url, parsed.GetValue(_key) ?? Environment.GetEnvironmentVariable(KeyVariable))
            : throw new RemoteCallException($"--url is \"{text}\"; it must be an address such as http://127.0.0.1:5318.");
    }
}
