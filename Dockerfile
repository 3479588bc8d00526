# One image for every daemon: the first argument of bin/muster says which.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /muster
COPY . .
RUN ./mvnw -q -B -DskipTests -DskipChecks -pl control -am package

FROM eclipse-temurin:25-jdk
RUN useradd --system --create-home --home-dir /srv/muster muster
WORKDIR /opt/muster
COPY --from=build /muster/bin bin
COPY --from=build /muster/config config
COPY --from=build /muster/control/target/classes control/target/classes
COPY --from=build /muster/control/target/lib control/target/lib
COPY --from=build /muster/control/target/application control/target/application
USER muster
VOLUME /srv/muster
ENTRYPOINT ["bin/muster"]
