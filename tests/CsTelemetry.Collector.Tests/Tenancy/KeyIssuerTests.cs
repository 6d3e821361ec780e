using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class KeyIssuerTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly KeyFile _file;
    private readonly KeyIssuer _issuer;

    public KeyIssuerTests()
    {
        _file = new KeyFile(_folder.File("keys.json"));
        _issuer = new KeyIssuer(_file, _time);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_kept_without_its_secret()
    {
        var parts = _issuer.Create("demo", [Scopes.Ingest]).Split('.');

        var kept = Assert.Single(_file.Load());
        Assert.Equal((parts[0], "demo", Sample.Now), (kept.Prefix, kept.Tenant, kept.CreatedAt));
        Assert.Equal([ApiKeySecret.Hash(parts[1])], kept.SecretHashes);
        Assert.DoesNotContain(parts[1], File.ReadAllText(_file.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_has_256_bits_and_never_comes_twice()
    {
        var secrets = Enumerable.Range(0, 20).Select(_ => _issuer.Create("demo", [Scopes.Read]).Split('.')[1]).ToList();

        Assert.All(secrets, secret => Assert.Equal(32, Convert.FromHexString(secret).Length));
        Assert.Equal(20, secrets.Distinct().Count());
        Assert.Equal(20, _file.Load().Select(key => key.Prefix).Distinct().Count());
    }

    [Fact]
    public void An_unknown_scope_is_named_with_those_there_are()
    {
        var fault = Assert.Throws<ArgumentException>(() => _issuer.Create("demo", [Scopes.Read, "write", "Ingest"]));

        Assert.Contains("write, Ingest", fault.Message, StringComparison.Ordinal);
        Assert.Contains("admin, backfill, catalog:write, erase, ingest, models:write, read, users:read", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_file.Load());
    }

    [Fact]
    public void A_key_that_may_do_nothing_is_not_made() => Assert.Throws<ArgumentException>(() => _issuer.Create("demo", []));

    [Theory]
    [InlineData("")]
    [InlineData("Demo")]
    [InlineData("a.b")]
    public void A_tenant_that_is_none_is_told_the_rule(string tenant)
    {
        var fault = Assert.Throws<ArgumentException>(() => _issuer.Create(tenant, [Scopes.Read]));

        Assert.Contains(TenantId.Rule, fault.Message, StringComparison.Ordinal);
        Assert.Empty(_file.Load());
    }

    [Fact]
    public void Revoking_marks_that_key_and_no_other()
    {
        var first = _issuer.Create("demo", [Scopes.Read]).Split('.')[0];
        _issuer.Create("demo", [Scopes.Read]);

        Assert.True(_issuer.Revoke(first));

        Assert.Equal([Sample.Now, null], _file.Load().Select(key => key.RevokedAt));
    }

    [Fact]
    public void Revoking_again_keeps_the_time_of_the_first()
    {
        var prefix = Prefix(_issuer.Create("demo", [Scopes.Read]));
        _issuer.Revoke(prefix);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.True(_issuer.Revoke(prefix));

        Assert.Equal(Sample.Now, Assert.Single(_file.Load()).RevokedAt);
    }

    [Fact]
    public void A_rotated_key_has_two_secrets_until_the_overlap_is_over()
    {
        var first = _issuer.Create("demo", [Scopes.Read]);

        var second = _issuer.Rotate(Prefix(first), TimeSpan.FromDays(7));

        Assert.Equal((null, Sample.Now.AddDays(7)), (second.Refusal, second.OlderSecretEndsAt));
        Assert.Equal((null, null), (Refusal(first), Refusal(second.Key!)));
        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromTicks(1));
        Assert.Null(Refusal(first));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Contains("ended when it was rotated", Refusal(first), StringComparison.Ordinal);
        Assert.Null(Refusal(second.Key!));
    }

    [Fact]
    public void A_third_live_secret_is_refused_with_the_way_out()
    {
        var first = _issuer.Create("demo", [Scopes.Read]);
        var second = _issuer.Rotate(Prefix(first), TimeSpan.FromDays(7)).Key!;

        var refused = _issuer.Rotate(Prefix(first), TimeSpan.FromDays(7));

        Assert.Null(refused.Key);
        Assert.Contains($"{Sample.Now.AddDays(7):u}", refused.Refusal, StringComparison.Ordinal);
        Assert.Contains($"keys rotate {Prefix(first)} --end-older", refused.Refusal, StringComparison.Ordinal);
        var third = _issuer.Rotate(Prefix(first), TimeSpan.FromDays(7), endOlder: true).Key!;
        Assert.NotNull(Refusal(first));
        Assert.Equal((null, null), (Refusal(second), Refusal(third)));
    }

    [Fact]
    public void After_the_overlap_a_key_is_rotated_again()
    {
        var first = _issuer.Create("demo", [Scopes.Read]);
        var second = _issuer.Rotate(Prefix(first), TimeSpan.FromDays(7)).Key!;
        _time.Advance(TimeSpan.FromDays(8));

        var third = _issuer.Rotate(Prefix(first), TimeSpan.FromDays(7)).Key!;

        Assert.NotNull(Refusal(first));
        Assert.Equal((null, null), (Refusal(second), Refusal(third)));
        Assert.Equal(2, Assert.Single(_file.Load()).SecretHashes.Count);
    }

    [Fact]
    public void Without_overlap_the_secret_of_before_ends_at_once()
    {
        var first = _issuer.Create("demo", [Scopes.Read]);

        var second = _issuer.Rotate(Prefix(first), TimeSpan.Zero);

        Assert.Null(second.OlderSecretEndsAt);
        Assert.NotNull(Refusal(first));
        Assert.Null(Refusal(second.Key!));
        Assert.Single(Assert.Single(_file.Load()).SecretHashes);
    }

    [Fact]
    public void A_key_that_has_ended_is_not_rotated_back_to_life()
    {
        var revoked = _issuer.Create("demo", [Scopes.Read]);
        var expired = _issuer.Create("demo", [Scopes.Read], Sample.Now.AddDays(1));
        _issuer.Revoke(Prefix(revoked));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Contains("revoked", _issuer.Rotate(Prefix(revoked), TimeSpan.Zero).Refusal, StringComparison.Ordinal);
        Assert.Contains("expired", _issuer.Rotate(Prefix(expired), TimeSpan.Zero).Refusal, StringComparison.Ordinal);
        Assert.Contains("no key", _issuer.Rotate("demo_0", TimeSpan.Zero).Refusal, StringComparison.Ordinal);
        Assert.Contains("0 to 90 days", _issuer.Rotate(Prefix(revoked), TimeSpan.FromDays(91)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_would_have_expired_already_is_not_made()
    {
        var fault = Assert.Throws<ArgumentException>(() => _issuer.Create("demo", [Scopes.Read], Sample.Now));

        Assert.Contains("still to come", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_file.Load());
    }

    [Fact]
    public void Only_what_ended_long_ago_is_pruned()
    {
        var live = Prefix(_issuer.Create("demo", [Scopes.Read]));
        var old = Prefix(_issuer.Create("demo", [Scopes.Read]));
        _issuer.Revoke(old);
        _time.Advance(TimeSpan.FromDays(90));
        var recent = Prefix(_issuer.Create("demo", [Scopes.Read]));
        _issuer.Revoke(recent);

        Assert.Equal([old], _issuer.Prune(TimeSpan.FromDays(90)));

        Assert.Equal([live, recent], _file.Load().Select(key => key.Prefix));
    }

    [Fact]
    public void While_another_command_changes_the_keys_this_one_does_not()
    {
        using (new OwnedFile(_file.Path).Hold())
        {
            Assert.Contains("run this one again", Assert.Throws<IOException>(() => _issuer.Create("demo", [Scopes.Read])).Message, StringComparison.Ordinal);
        }

        _issuer.Create("demo", [Scopes.Read]);
        Assert.Single(_file.Load());
    }

    [Fact]
    public void There_is_nothing_to_revoke_under_an_unknown_prefix()
    {
        var key = _issuer.Create("demo", [Scopes.Read]);

        Assert.False(_issuer.Revoke("demo_0"));
        Assert.False(_issuer.Revoke(key));
        Assert.Null(Assert.Single(_file.Load()).RevokedAt);
    }

    private static string Prefix(string key) => key.Split('.')[0];

    private string? Refusal(string key) => new KeyRing(_file.Load()).Authenticate(key, _time.GetUtcNow()).Refusal;
}
