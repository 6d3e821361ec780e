using System.CommandLine;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector keys rotate`.</summary>
internal static class KeyRotateCommand
{
    public static Command Build()
    {
        var data = DataOption.Build();
        var prefix = KeysCommand.Prefix();
        var overlap = new Option<string?>("--overlap")
        {
            Description = $"How long the secret of before lives on: {TimeText.SpanRule}; 0d ends it now. Default {KeyIssuer.DefaultOverlap.TotalDays}d, at most {KeyIssuer.MaxOverlap.TotalDays}d.",
        };
        var endOlder = new Option<bool>("--end-older") { Description = "Ends the older of two live secrets now, to make room for another." };
        var command = new Command("rotate", "Gives a key a second secret and prints the key with it; the one of before ends after the overlap.") { prefix, data, overlap, endOlder };
        command.SetAction((parsed, _) => CommandRun.RunAsync(() =>
            RotateAsync(parsed.GetValue(data)!, parsed.GetValue(prefix)!, parsed.GetValue(overlap) is { } text ? TimeText.Span(text) : KeyIssuer.DefaultOverlap, parsed.GetValue(endOlder))));
        return command;
    }

    private static async Task<int> RotateAsync(string data, string prefix, TimeSpan overlap, bool endOlder)
    {
        var rotation = KeysCommand.Issuer(data).Rotate(prefix, overlap, endOlder);
        if (rotation.Key is { } key)
        {
            Console.WriteLine(key);
        }

        await Console.Error.WriteLineAsync(rotation.Refusal ?? (rotation.OlderSecretEndsAt is { } end ? $"The secret of before ends at {end:u}." : "The secret of before has ended."));
        await LocalAudit.NoteAsync(
            data, AuditActions.KeyRotate, prefix, KeysCommand.TenantOf(data, prefix), rotation.Refusal, $"older secret ends {(rotation.OlderSecretEndsAt is { } at ? at.ToString("u") : "now")}");
        return rotation.Refusal is null ? 0 : CommandRun.Failed;
    }
}
