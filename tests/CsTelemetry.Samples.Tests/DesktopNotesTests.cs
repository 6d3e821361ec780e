using CsTelemetry.Testing;

namespace CsTelemetry.Samples.Tests;

/// <summary>The desktop sample as a process of its own, without and with a collector.</summary>
public sealed class DesktopNotesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("desktop-notes-").FullName;

    [Fact]
    public async Task With_a_collector_it_delivers_and_ends()
    {
        await using var collector = await FakeCollector.StartAsync();

        Assert.Equal("2 notes.\n2 events delivered, 0 kept for later.\n", await RunAsync(collector.Endpoint, "Buy milk", "Call Ann"));

        Assert.Equal([8L, 8L], collector.Events.Select(one => one.Properties["characters"]));
        Assert.All(collector.Events, one => Assert.Equal(("notes.write", "acme", "me", Platform.Desktop), (one.Feature, one.AccountId, one.UserId, one.Platform)));
    }

    [Fact]
    public async Task Without_a_collector_it_works_and_ends()
    {
        var nobody = await FakeCollector.StartAsync();
        await nobody.DisposeAsync();

        Assert.Equal("1 notes.\n0 events delivered, 1 kept for later.\n", await RunAsync(nobody.Endpoint, "Buy milk"));
    }

    [Fact]
    public async Task What_was_kept_offline_is_delivered_by_the_next_start()
    {
        var nobody = await FakeCollector.StartAsync();
        await nobody.DisposeAsync();
        await RunAsync(nobody.Endpoint, "Buy milk", "Call Ann");
        await using var collector = await FakeCollector.StartAsync();

        await RunAsync(collector.Endpoint, "Third note");

        Assert.Equal(3, (await collector.WaitForAsync(3)).Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> RunAsync(Uri endpoint, params string[] notes)
    {
        await using var sample = RunningSample.Start(
            "DesktopNotes",
            ["--folder", _folder, "--endpoint", endpoint.ToString(), "--key", "test.kit", "--user", "me", .. notes.SelectMany(note => new[] { "--note", note })]);
        return await sample.EndAsync();
    }
}
