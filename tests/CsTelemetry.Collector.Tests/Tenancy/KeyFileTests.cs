using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class KeyFileTests : IDisposable
{
    private static readonly ApiKey Key = new("demo_1", "demo", [Scopes.Ingest], ["aa", "bb"], Sample.Now, Sample.Now.AddDays(1), Sample.Now.AddDays(2));

    private readonly ScratchFolder _folder = new();
    private readonly KeyFile _file;

    public KeyFileTests() => _file = new KeyFile(_folder.File("deep/keys.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_there_is_no_key()
    {
        Assert.Empty(_file.Load());
        Assert.Null(_file.ChangedAt);
    }

    [Fact]
    public void Everything_about_a_key_comes_back()
    {
        _file.Save([Key, Key with { Prefix = "demo_2", ExpiresAt = null, RevokedAt = null }]);

        var loaded = _file.Load();

        Assert.Equal(["demo_1", "demo_2"], loaded.Select(key => key.Prefix));
        Assert.Equal(Key, loaded[0] with { Scopes = Key.Scopes, SecretHashes = Key.SecretHashes });
        Assert.Equal(Key.Scopes, loaded[0].Scopes);
        Assert.Equal(Key.SecretHashes, loaded[0].SecretHashes);
        Assert.Null(loaded[1].ExpiresAt);
        Assert.NotNull(_file.ChangedAt);
    }

    [Fact]
    public void A_file_of_before_secrets_could_end_is_read_and_both_secrets_live()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, """[{ "prefix": "demo_1", "tenant": "demo", "scopes": ["ingest"], "secret_hashes": ["aa", "bb"], "created_at": "2026-01-02T03:04:05+00:00" }]""");

        var key = Assert.Single(_file.Load());

        Assert.Equal(["aa", "bb"], key.LiveHashes(Sample.Now));
        Assert.Equal((null, null, null), (key.ExpiresAt, key.RevokedAt, key.OlderSecretEndsAt));
    }

    [Fact]
    public void There_are_no_more_keys_than_the_limit()
    {
        _file.Save([.. Enumerable.Range(0, KeyFile.MaxKeyCount).Select(i => Key with { Prefix = $"demo_{i}" })]);

        var fault = Assert.Throws<InvalidOperationException>(() => _file.Update(keys => [.. keys, Key]));

        Assert.Contains("10001 keys; it may hold 10000", fault.Message, StringComparison.Ordinal);
        Assert.Equal(KeyFile.MaxKeyCount, _file.Load().Count);
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _file.Save([Key]);
        _file.Save([]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path));
    }

    [Fact]
    public void It_is_replaced_whole_and_leaves_no_draft()
    {
        _file.Save([Key]);
        using var reader = File.OpenRead(_file.Path);
        var length = reader.Length;

        _file.Save([Key, Key with { Prefix = "demo_2" }]);

        // Whoever had the old file open still has all of it.
        Assert.Equal(length, reader.Length);
        Assert.Equal([_file.Path], Directory.GetFiles(Path.GetDirectoryName(_file.Path)!));
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("")]
    [InlineData("[{ \"prefix\": \"demo_1\" }]")]
    public void A_damaged_file_is_refused_by_name_and_a_copy_of_it_is_kept(string content)
    {
        _file.Save([Key]);
        File.WriteAllText(_file.Path, content);

        var fault = Assert.Throws<InvalidDataException>(() => _file.Load());

        Assert.Contains(_file.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"A copy is kept as {_file.Path}.damaged.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_file.Path + ".damaged"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path + ".damaged"));
        }
    }

    [Fact]
    public void A_command_does_not_write_over_a_damaged_file()
    {
        _file.Save([Key]);
        File.WriteAllText(_file.Path, "[{");

        Assert.Throws<InvalidDataException>(() => new KeyIssuer(_file, new ManualTimeProvider()).Create("demo", [Scopes.Ingest]));

        Assert.Equal("[{", File.ReadAllText(_file.Path));
    }
}
