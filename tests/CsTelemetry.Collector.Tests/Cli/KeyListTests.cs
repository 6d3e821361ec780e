using CsTelemetry.Collector.Cli;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Cli;

public sealed class KeyListTests
{
    private static readonly ApiKey Key = new("demo_1", "demo", [Scopes.Ingest, Scopes.Read], ["aa"], Sample.Now);

    [Fact]
    public void A_key_in_use_is_told_with_everything_but_its_secrets()
    {
        var line = KeyListCommand.Line(Key with { ExpiresAt = Sample.Now.AddDays(1) }, Sample.Now, Sample.Now);

        Assert.Equal(["demo_1", "demo", "ingest,read", $"created {Sample.Now:u}", $"expires {Sample.Now.AddDays(1):u}", $"used {Sample.Now:yyyy-MM-dd HH}h", "live"], line.Split('\t'));
    }

    [Fact]
    public void Its_state_is_told()
    {
        Assert.EndsWith("\tused never\tlive", KeyListCommand.Line(Key, null, Sample.Now), StringComparison.Ordinal);
        Assert.EndsWith("\tlive, two secrets", KeyListCommand.Line(Key with { SecretHashes = ["aa", "bb"] }, null, Sample.Now), StringComparison.Ordinal);
        var rotated = Key with { SecretHashes = ["aa", "bb"], OlderSecretEndsAt = Sample.Now.AddDays(7) };
        Assert.EndsWith($"\tlive, older secret until {Sample.Now.AddDays(7):u}", KeyListCommand.Line(rotated, null, Sample.Now), StringComparison.Ordinal);
        Assert.EndsWith("\tlive", KeyListCommand.Line(rotated, null, Sample.Now.AddDays(7)), StringComparison.Ordinal);
        Assert.EndsWith("\texpired", KeyListCommand.Line(Key with { ExpiresAt = Sample.Now }, null, Sample.Now), StringComparison.Ordinal);
        Assert.EndsWith($"\trevoked {Sample.Now:u}", KeyListCommand.Line(Key with { RevokedAt = Sample.Now }, null, Sample.Now), StringComparison.Ordinal);
    }
}
