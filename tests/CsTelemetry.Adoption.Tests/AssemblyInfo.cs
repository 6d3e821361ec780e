using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("CsTelemetry.Collector.Tests")]
