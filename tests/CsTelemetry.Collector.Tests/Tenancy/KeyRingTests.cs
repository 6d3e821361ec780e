using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class KeyRingTests
{
    private static readonly ApiKey Key = new("demo_1", "demo", [Scopes.Ingest, Scopes.Read], [ApiKeySecret.Hash("first"), ApiKeySecret.Hash("second")], Sample.Now.AddDays(-1));

    [Theory]
    [InlineData("demo_1.first")]
    [InlineData("demo_1.second")]
    public void Either_of_two_live_secrets_opens_it(string presented)
    {
        var caller = Authenticate(presented).Caller!;

        Assert.Equal(("demo", "demo_1"), (caller.Tenant, caller.KeyPrefix));
        Assert.True(caller.May(Scopes.Ingest));
        Assert.True(caller.May(Scopes.Read));
        Assert.False(caller.May(Scopes.Backfill));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_key_is_told_how_to_send_one(string? presented) => AssertRefused("No key was sent", presented);

    [Theory]
    [InlineData("demo_1.third")]
    [InlineData("demo_1.FIRST")]
    [InlineData("demo_1.first ")]
    [InlineData("demo_1.")]
    [InlineData("demo_1")]
    [InlineData("demo_1..first")]
    [InlineData("demo_1.first.first")]
    [InlineData("demo_2.first")]
    [InlineData("DEMO_1.first")]
    [InlineData(".first")]
    [InlineData(".")]
    [InlineData("first")]
    [InlineData("🙂.🙂")]
    public void Anything_else_is_unknown_whatever_part_of_it_is_wrong(string presented) => AssertRefused("The key is unknown", presented);

    [Fact]
    public void The_hash_itself_is_not_a_secret() => AssertRefused("The key is unknown", $"demo_1.{ApiKeySecret.Hash("first")}");

    [Fact]
    public void A_revoked_key_is_refused() => AssertRefused("The key demo_1 has been revoked", "demo_1.first", Key with { RevokedAt = Sample.Now.AddSeconds(-1) });

    [Fact]
    public void A_key_ends_when_it_expires()
    {
        AssertRefused("The key demo_1 has expired", "demo_1.first", Key with { ExpiresAt = Sample.Now });
        Assert.NotNull(Authenticate("demo_1.first", Key with { ExpiresAt = Sample.Now.AddTicks(1) }).Caller);
    }

    [Fact]
    public void Whoever_lacks_the_secret_does_not_learn_that_a_key_was_revoked() =>
        AssertRefused("The key is unknown", "demo_1.wrong", Key with { RevokedAt = Sample.Now });

    [Fact]
    public void A_key_without_a_live_secret_is_opened_by_none() => AssertRefused("The key is unknown", "demo_1.", Key with { SecretHashes = [] });

    private static AuthenticationOutcome Authenticate(string? presented, ApiKey? key = null) => new KeyRing([key ?? Key]).Authenticate(presented, Sample.Now);

    private static void AssertRefused(string start, string? presented, ApiKey? key = null)
    {
        var outcome = Authenticate(presented, key);

        Assert.Null(outcome.Caller);
        Assert.StartsWith(start, outcome.Refusal, StringComparison.Ordinal);
    }
}
