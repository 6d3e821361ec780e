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
        Assert.Contains("backfill, erase, ingest, read", fault.Message, StringComparison.Ordinal);
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
    public void There_is_nothing_to_revoke_under_an_unknown_prefix()
    {
        var key = _issuer.Create("demo", [Scopes.Read]);

        Assert.False(_issuer.Revoke("demo_0"));
        Assert.False(_issuer.Revoke(key));
        Assert.Null(Assert.Single(_file.Load()).RevokedAt);
    }
}
