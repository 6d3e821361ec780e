namespace CsTelemetry.Collector.Storing;

/// <summary>What all rows of a journaled batch have in common. Strings are numbers in the tables of <see cref="EventColumns"/>.</summary>
internal readonly record struct BatchColumns(int Tenant, long ReceivedAt, int Application, int Environment, int Sdk, ulong ClientInstanceId);
