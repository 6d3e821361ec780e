using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class KeyUsageTests : IDisposable
{
    private static readonly DateTimeOffset Hour = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly ScratchFolder _folder = new();
    private readonly KeyUsage _usage = new();
    private readonly KeyUsageFile _file;

    public KeyUsageTests() => _file = new KeyUsageFile(_folder.File("keys.used.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_kept_to_the_hour_and_written_only_when_it_changed()
    {
        _usage.Note("demo_1", Hour.AddMinutes(59));
        Assert.Equal(Hour, _usage.TakeChanged()!["demo_1"]);

        _usage.Note("demo_1", Hour.AddMinutes(10));
        Assert.Null(_usage.TakeChanged());

        _usage.Note("demo_1", Hour.AddMinutes(60));
        Assert.Equal(Hour.AddHours(1), _usage.TakeChanged()!["demo_1"]);
    }

    [Fact]
    public void It_goes_on_over_a_restart()
    {
        _usage.Note("demo_1", Hour);
        _file.Save(_usage.TakeChanged()!);
        var next = new KeyUsage();

        next.Restore(_file.Load());
        next.Note("demo_2", Hour);

        Assert.Equal(["demo_1", "demo_2"], next.TakeChanged()!.Keys.Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_damaged_file_is_no_fault(string content)
    {
        File.WriteAllText(_folder.File("keys.used.json"), content);

        Assert.Empty(_file.Load());
    }

    [Fact]
    public void Only_who_was_let_in_has_used_a_key()
    {
        var keys = new KeyFile(_folder.File("keys.json"));
        var time = new ManualTimeProvider();
        var key = new KeyIssuer(keys, time).Create("demo", [Scopes.Ingest]);
        var authenticator = new KeyAuthenticator(keys, time, new CapturingLogger<KeyAuthenticator>(), _usage);

        authenticator.Authenticate($"Bearer {key}x");
        Assert.Null(_usage.TakeChanged());
        authenticator.Authenticate($"Bearer {key}");

        Assert.Equal([key.Split('.')[0]], _usage.TakeChanged()!.Keys);
    }
}
