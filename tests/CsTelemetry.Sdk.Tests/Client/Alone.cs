namespace CsTelemetry.Sdk.Tests.Client;

/// <summary>Marks tests that take all processors, or that watch the thread pool: they run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
