using CsTelemetry.Collector.Tenancy;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Tests.Tenancy;

/// <summary>The first callers come while the keys are still being read.</summary>
public sealed class FirstCallersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cstelemetry-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Callers_who_come_while_the_keys_are_read_wait_for_them()
    {
        for (var round = 0; round < 20; round++)
        {
            var file = new KeyFile(Path.Combine(_folder, $"keys-{round}.json"));
            var key = new KeyIssuer(file, TimeProvider.System).Create("acme", [Scopes.Ingest]);
            var keys = new KeyAuthenticator(file, TimeProvider.System, NullLogger<KeyAuthenticator>.Instance);
            using var together = new Barrier(8);
            var known = 0;
            var callers = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                together.SignalAndWait();
                Interlocked.Add(ref known, keys.Authenticate($"Bearer {key}").Caller is null ? 0 : 1);
            })).ToList();
            callers.ForEach(caller => caller.Start());
            callers.ForEach(caller => caller.Join());

            Assert.Equal(8, known);
        }
    }
}
