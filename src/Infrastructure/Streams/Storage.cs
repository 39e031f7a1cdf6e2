using Commerce.Infrastructure.Streams.Checkouts;
using Commerce.Infrastructure.Streams.Commits;
using Commerce.Infrastructure.Streams.Idempotency;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weasel.Core;

namespace Commerce.Infrastructure.Streams;

/// <summary>PostgreSQL and Marten.</summary>
internal static class Storage
{
    public static IServiceCollection AddStreams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(ConnectionString(configuration)));
        services.AddSingleton(_ => new HotConnections(ConnectionString(configuration)));
        services.AddMarten(options => Configure(options)).UseNpgsqlDataSource().UseLightweightSessions().AddDaemon();

        // Lost races and taken names are everyday life, and Marten would log each with every parameter: names, addresses, password hashes. What matters is thrown.
        services.AddLogging(logging => logging.AddFilter("Marten.IDocumentStore", LogLevel.None));
        services.AddScoped<StreamContext>().AddSingleton<IdempotencyRecords>().AddSingleton<StreamReads>().AddSingleton<CheckoutWriting>();

        // Marten logs every failed commit as an error with its stack. A slug that is taken or a race that is lost is daily business and answered as such; what is not comes up as an exception.
        services.AddLogging(logging => logging.AddFilter("Marten.IDocumentStore", LogLevel.None));
        services.AddHostedService<Database>();
        return services;
    }

    private static void Configure(StoreOptions options)
    {
        options.DisableNpgsqlLogging = true;
        options.AutoCreateSchemaObjects = JasperFx.AutoCreate.CreateOrUpdate;
        // PostgreSQL orders the members of what it stores as jsonb: what tells the cases of a hierarchy apart need not come first.
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json => json.AllowOutOfOrderMetadataProperties = true);
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        EventNames.Register(options);
        foreach (var type in typeof(Storage).Assembly.GetTypes().Where(type => type.IsClass && typeof(IConfigureStore).IsAssignableFrom(type)))
            ((IConfigureStore)Activator.CreateInstance(type)!).Configure(options);
    }

    /// <summary>Prepared statements halve the work of a commit (docs/performance.md); a pooler in transaction mode needs them off.</summary>
    private static string ConnectionString(IConfiguration configuration)
    {
        var given = configuration.Need("ConnectionStrings:postgres");
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(given);
            if (!given.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
                (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (200, 2);

            // Nobody here changes a session's settings, and whoever takes an advisory lock gives it back: a reset with each use would cost as much as the statements.
            builder.NoResetOnClose = true;
            builder.ApplicationName ??= "commerce";
            return builder.ConnectionString;
        }
        catch (ArgumentException wrong)
        {
            throw new UnusableSettingException("ConnectionStrings:postgres", $"not a PostgreSQL connection string ({wrong.Message})");
        }
    }
}
