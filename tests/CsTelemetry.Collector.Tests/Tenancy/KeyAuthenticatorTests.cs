using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class KeyAuthenticatorTests : IDisposable
{
    private const int NotLoaded = 1002;

    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CapturingLogger<KeyAuthenticator> _logger = new();
    private readonly KeyFile _file;
    private readonly KeyAuthenticator _keys;
    private int _changes;

    public KeyAuthenticatorTests()
    {
        _file = new KeyFile(_folder.File("keys.json"));
        _keys = new KeyAuthenticator(_file, _time, _logger);
    }

    public static TheoryData<string> Damage =>
    [
        "",
        "{",
        "\"keys\"",
        "{ \"prefix\": \"demo_1\" }",
        "[null]",
        "[{}]",
        """[{ "prefix": "demo_1", "tenant": "demo", "scopes": ["ingest"] }]""",
        """[{ "prefix": "demo_1", "tenant": "demo", "scopes": null, "secret_hashes": ["aa"] }]""",
        """[{ "prefix": "demo_1", "tenant": null, "scopes": ["ingest"], "secret_hashes": ["aa"] }]""",
        """[{ "prefix": "demo_1", "tenant": "demo", "scopes": ["ingest"], "secret_hashes": [null] }]""",
        """
        [{ "prefix": "twice", "tenant": "demo", "scopes": ["ingest"], "secret_hashes": ["aa"] },
         { "prefix": "twice", "tenant": "demo", "scopes": ["ingest"], "secret_hashes": ["aa"] }]
        """,
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_header_names_the_scheme()
    {
        var key = Create();

        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);
        Assert.NotNull(_keys.Authenticate("bearer  " + key + " ").Caller);
        Assert.Null(_keys.Authenticate(key).Caller);
        Assert.Null(_keys.Authenticate("Basic " + key).Caller);
        Assert.Null(_keys.Authenticate("Bearer").Caller);
        Assert.Null(_keys.Authenticate(null).Caller);
    }

    [Fact]
    public void A_key_made_meanwhile_counts_at_once()
    {
        Assert.Null(_keys.Authenticate("Bearer demo_1.x").Caller);

        var key = Create();

        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);
    }

    [Fact]
    public void A_key_revoked_meanwhile_is_refused_within_two_seconds()
    {
        var key = Create();
        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);

        Assert.True(new KeyIssuer(_file, _time).Revoke(key.Split('.')[0]));
        Changed();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("revoked", _keys.Authenticate("Bearer " + key).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_expires_without_a_reload()
    {
        var key = Create();
        _file.Save([.. _file.Load().Select(made => made with { ExpiresAt = _time.GetUtcNow().AddSeconds(1) })]);
        Changed();
        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("expired", _keys.Authenticate("Bearer " + key).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_is_reported_and_the_keys_of_before_stay_in_force()
    {
        var key = Create();
        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);

        File.Delete(_file.Path);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);
        Assert.Contains(NotLoaded, _logger.Ids);
    }

    [Fact]
    public void An_empty_list_takes_all_keys_back()
    {
        var key = Create();
        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);

        _file.Save([]);
        Changed();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(_keys.Authenticate("Bearer " + key).Caller);
    }

    [Theory]
    [MemberData(nameof(Damage))]
    public void A_damaged_file_is_reported_and_the_keys_of_before_stay_in_force(string content)
    {
        var key = Create();
        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);

        var good = File.ReadAllText(_file.Path);
        File.WriteAllText(_file.Path, content);
        Changed();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(_keys.Authenticate("Bearer " + key).Caller);
        Assert.Contains(NotLoaded, _logger.Ids);

        File.WriteAllText(_file.Path, good.Replace("\"demo\"", "\"mended\"", StringComparison.Ordinal));
        Changed();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("mended", _keys.Authenticate("Bearer " + key).Caller!.Tenant);
    }

    private string Create()
    {
        var key = new KeyIssuer(_file, _time).Create("demo", [Scopes.Ingest]);
        Changed();
        return key;
    }

    // A file system's clock may tick slower than a test writes.
    private void Changed() => File.SetLastWriteTimeUtc(_file.Path, Sample.Now.UtcDateTime.AddSeconds(++_changes));
}
