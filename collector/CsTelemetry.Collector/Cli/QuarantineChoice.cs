using System.CommandLine;

namespace CsTelemetry.Collector.Cli;

/// <summary>The options that choose among the events in quarantine.</summary>
internal sealed class QuarantineChoice
{
    private readonly Option<string?> _origin = new("--origin") { Description = "Only `rejected` or only `poison`." };
    private readonly Option<string?> _code = new("--code") { Description = "Only with this code, such as too_late." };
    private readonly Option<string?> _state = new("--state") { Description = "Only `waiting`, `replayed` or `rejected` (again)." };

    public void AddTo(Command command)
    {
        command.Add(_origin);
        command.Add(_code);
        command.Add(_state);
    }

    /// <summary>Writes the choice as a query's parameters.</summary>
    public string QueryOf(ParseResult parsed)
    {
        (string Name, string? Value)[] given = [("origin", parsed.GetValue(_origin)), ("code", parsed.GetValue(_code)), ("state", parsed.GetValue(_state))];
        return string.Join('&', given.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
    }
}
